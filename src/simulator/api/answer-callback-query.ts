import { badRequest } from '../api-refusal.ts';
import type { Method } from './call.ts';

const MAX_ANSWER = 200;

/** Stops the spinner of a pressed button; works for 150 s by the clock. */
export const answerCallbackQuery: Method = (world, call) => {
  const text = call.text('text').trim();
  if (text.length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
  const queryId = call.text('callback_query_id');
  const answer = { queryId, text: text === '' ? null : text, alert: call.flag('show_alert') };
  const personId = world.presses.answer(answer);
  if (personId === null) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  world.events.emit({ type: 'answer', personId, ...answer });
  return { result: true };
};
