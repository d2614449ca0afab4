/**
 * What Express and Handlebars need at least for the same words: the article's paragraphs side by side, and a list
 * of articles. Imports what the desk's server imports, and does nothing else with it. Prints its address.
 */
import 'csv-stringify/sync';
import 'diff';
import 'express-rate-limit';
import 'handlebars';
import 'helmet';
import 'kysely';
import 'kysely/migration';
import 'multer';
import 'node:sqlite';
import 'node:worker_threads';
import 'prom-client';
import 'zod';
import 'zod-openapi';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import compression from 'compression';
import express from 'express';
import { engine } from 'express-handlebars';
import { sample } from '../measure.ts';

const paragraphs = (text: string): string[] => text.split(/\n+/).filter(line => line.trim() !== '');
const article = {
  title: 'The sample',
  left: paragraphs(sample.translation),
  right: paragraphs(sample.comparable),
};
const list = {
  title: 'Articles',
  rows: Array.from({ length: Number(process.argv[2] ?? 0) }, (_, at) => ({
    href: `/articles/${at}`,
    title: `Article ${at + 1}`,
    state: 'in review',
    words: 600,
    open: '2 critical, 11 major, 12 minor',
    by: 'bench',
    at: '22 November 2026, 12:00',
  })),
};

const app = express();
app.engine('hbs', engine({ extname: 'hbs', defaultLayout: false }));
app.set('view engine', 'hbs');
app.set('views', join(import.meta.dirname, 'views'));
app.enable('view cache');
app.use(compression());
app.get('/healthz', (_request, response) => {
  response.json({ status: 'ok' });
});
app.get('/article', (_request, response) => response.render('article', article));
app.get('/list', (_request, response) => response.render('list', list));
const server = app.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
