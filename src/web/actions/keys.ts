import { type Action, actor } from '../context.ts';
import { keyMap } from '../present/keys.ts';

/** `GET /keys`: the map of keys, and the switch that turns them off in this browser. */
export const showKeys: Action = ({ say }, request, response) => {
  response.render('keys', {
    pageTitle: say({ key: 'keys.title' }),
    scripts: ['keys.js'],
    styles: ['desk.css'],
    isKeyPage: true,
    user: actor(request).user,
    keyMap: keyMap(say),
  });
};
