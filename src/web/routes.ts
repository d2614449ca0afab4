import {
  apiGetArticle,
  apiHistory,
  apiPutComparable,
  apiPutSource,
  apiPutTranslation,
  apiRemoveArticle,
} from './actions/api-article.ts';
import { apiCreateArticle, apiListArticles } from './actions/api-articles.ts';
import { apiAudit } from './actions/api-audit.ts';
import { apiCheck } from './actions/api-check.ts';
import { apiDecide } from './actions/api-decide.ts';
import { apiDocument, showApi } from './actions/api-document.ts';
import { apiEvents } from './actions/api-events.ts';
import { apiExport } from './actions/api-export.ts';
import {
  apiAddToken,
  apiAddUser,
  apiChangeUser,
  apiRevokeToken,
  apiTokens,
  apiUsers,
} from './actions/api-people.ts';
import { apiKeepText } from './actions/api-texts.ts';
import { postApprove, showApprove } from './actions/approve.ts';
import { decideForm } from './actions/decide-form.ts';
import { checkAgain, showDesk } from './actions/desk.ts';
import { editPassage } from './actions/edit-passage.ts';
import { showExport } from './actions/export-page.ts';
import { healthz, readyz } from './actions/health.ts';
import { home } from './actions/home.ts';
import { showKeys } from './actions/keys.ts';
import { showList } from './actions/list.ts';
import { showMetrics } from './actions/metrics.ts';
import { postNewArticle, showNewArticle } from './actions/new-article.ts';
import { showArticleSchema } from './actions/schema.ts';
import { postSecondArticle, showSecondArticle } from './actions/second-article.ts';
import { setUp, showSetUp } from './actions/set-up.ts';
import { showSignIn, signIn, signOut } from './actions/sign-in.ts';
import type { Action, RoutePermission } from './context.ts';
import type { OperationId } from './openapi/operations.ts';

export type Route = {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly permission: RoutePermission;
  readonly action: Action;
  /** How its body comes: a form, a form with files, JSON. */
  readonly body?: 'form' | 'files' | 'json';
  /** Guessing is slowed down here. */
  readonly throttled?: true;
  /** The page is the same until something is written: see kept-pages.ts. */
  readonly kept?: true;
  /** What the document of the API calls it (openapi/operations.ts): every row under /api/v1 has one. */
  readonly doc?: OperationId;
};

/**
 * The contents page: every address of the desk, who may use it, and the action that answers. Decisions ask for
 * their own permission besides (review/decisions.ts).
 */
export const routes: readonly Route[] = [
  { method: 'get', path: '/healthz', permission: 'open', action: healthz, doc: 'health' },
  { method: 'get', path: '/readyz', permission: 'open', action: readyz, doc: 'readiness' },
  { method: 'get', path: '/metrics', permission: 'admin', action: showMetrics, doc: 'readMetrics' },

  { method: 'get', path: '/setup', permission: 'open', action: showSetUp },
  { method: 'post', path: '/setup', permission: 'open', action: setUp, body: 'form' },
  { method: 'get', path: '/login', permission: 'open', action: showSignIn },
  { method: 'post', path: '/login', permission: 'open', action: signIn, body: 'form', throttled: true },
  { method: 'post', path: '/logout', permission: 'read', action: signOut, body: 'form' },

  { method: 'get', path: '/', permission: 'read', action: home },
  { method: 'get', path: '/articles', permission: 'read', action: showList, kept: true },
  { method: 'get', path: '/articles/new', permission: 'review', action: showNewArticle },
  { method: 'post', path: '/articles/new', permission: 'review', action: postNewArticle, body: 'files' },
  { method: 'get', path: '/articles/:id/approve', permission: 'read', action: showApprove },
  { method: 'post', path: '/articles/:id/approve', permission: 'approve', action: postApprove, body: 'form' },
  { method: 'get', path: '/articles/:id/export', permission: 'read', action: showExport },
  { method: 'get', path: '/articles/:id/export/file', permission: 'read', action: apiExport },
  { method: 'get', path: '/articles/:id/comparable', permission: 'review', action: showSecondArticle },
  {
    method: 'post',
    path: '/articles/:id/comparable',
    permission: 'review',
    action: postSecondArticle,
    body: 'files',
  },
  { method: 'get', path: '/articles/:id', permission: 'read', action: showDesk, kept: true },
  {
    method: 'post',
    path: '/articles/:id/decisions',
    permission: 'review',
    action: decideForm,
    body: 'form',
  },
  { method: 'post', path: '/articles/:id/edit', permission: 'review', action: editPassage, body: 'form' },
  { method: 'post', path: '/articles/:id/check', permission: 'review', action: checkAgain, body: 'form' },
  { method: 'get', path: '/keys', permission: 'read', action: showKeys },

  {
    method: 'get',
    path: '/api/v1/schemas/walnuts-article-1.json',
    permission: 'open',
    action: showArticleSchema,
    doc: 'readArticleSchema',
  },

  { method: 'get', path: '/api', permission: 'open', action: showApi },
  {
    method: 'get',
    path: '/api/v1/openapi.json',
    permission: 'open',
    action: apiDocument,
    doc: 'readApiDocument',
  },
  {
    method: 'post',
    path: '/api/v1/check',
    permission: 'check',
    action: apiCheck,
    doc: 'check',
    body: 'json',
  },
  {
    method: 'get',
    path: '/api/v1/articles',
    permission: 'read',
    action: apiListArticles,
    doc: 'listArticles',
  },
  {
    method: 'post',
    path: '/api/v1/articles',
    permission: 'review',
    action: apiCreateArticle,
    doc: 'createArticle',
    body: 'json',
  },
  {
    method: 'get',
    path: '/api/v1/articles/:id',
    permission: 'read',
    action: apiGetArticle,
    doc: 'getArticle',
  },
  {
    method: 'delete',
    path: '/api/v1/articles/:id',
    permission: 'admin',
    action: apiRemoveArticle,
    doc: 'removeArticle',
  },
  {
    method: 'put',
    path: '/api/v1/articles/:id/translation',
    permission: 'review',
    action: apiPutTranslation,
    doc: 'setTranslation',
    body: 'json',
  },
  {
    method: 'put',
    path: '/api/v1/articles/:id/comparable',
    permission: 'review',
    action: apiPutComparable,
    doc: 'setComparable',
    body: 'json',
  },
  {
    method: 'put',
    path: '/api/v1/articles/:id/source',
    permission: 'review',
    action: apiPutSource,
    doc: 'setSource',
    body: 'json',
  },
  {
    method: 'post',
    path: '/api/v1/articles/:id/decisions',
    permission: 'review',
    action: apiDecide,
    doc: 'decide',
    body: 'json',
  },
  {
    method: 'get',
    path: '/api/v1/articles/:id/history',
    permission: 'read',
    action: apiHistory,
    doc: 'readHistory',
  },
  {
    method: 'get',
    path: '/api/v1/articles/:id/events',
    permission: 'read',
    action: apiEvents,
    doc: 'followEvents',
  },
  {
    method: 'get',
    path: '/api/v1/articles/:id/export',
    permission: 'read',
    action: apiExport,
    doc: 'exportArticle',
  },
  {
    method: 'post',
    path: '/api/v1/texts',
    permission: 'review',
    action: apiKeepText,
    doc: 'keepText',
    body: 'json',
  },
  { method: 'get', path: '/api/v1/users', permission: 'admin', action: apiUsers, doc: 'listUsers' },
  {
    method: 'post',
    path: '/api/v1/users',
    permission: 'admin',
    action: apiAddUser,
    doc: 'addUser',
    body: 'json',
  },
  {
    method: 'patch',
    path: '/api/v1/users/:id',
    permission: 'admin',
    action: apiChangeUser,
    doc: 'changeUser',
    body: 'json',
  },
  { method: 'get', path: '/api/v1/tokens', permission: 'admin', action: apiTokens, doc: 'listTokens' },
  {
    method: 'post',
    path: '/api/v1/tokens',
    permission: 'admin',
    action: apiAddToken,
    doc: 'addToken',
    body: 'json',
  },
  {
    method: 'delete',
    path: '/api/v1/tokens/:id',
    permission: 'admin',
    action: apiRevokeToken,
    doc: 'revokeToken',
  },
  { method: 'get', path: '/api/v1/audit', permission: 'admin', action: apiAudit, doc: 'readLog' },
];
