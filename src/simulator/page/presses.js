import { api } from './api.js';
import { alertDialog } from './dialogs.js';
import { word } from './words.js';

const patienceMs = 30_000;

/**
 * The presses of one chat that wait for the bot's answer. The answer may come before the press itself is confirmed, so early ones are kept.
 * `say(text)` shows a toast, `fail(error)` a problem.
 */
export function createPresses(personId, { say, fail }) {
  const waiting = new Map();
  const early = new Map();

  function settle(button, answer) {
    stop(button);
    if (answer.text && answer.alert) void alertDialog(answer.text);
    else if (answer.text) say(answer.text);
  }

  return {
    async press(button, messageId, row, column) {
      if (button.getAttribute('aria-busy') === 'true') return;
      button.setAttribute('aria-busy', 'true');
      try {
        const { queryId } = await api.press(personId, messageId, row, column);
        const answer = early.get(queryId);
        early.delete(queryId);
        if (answer) return settle(button, answer);
        const timer = setTimeout(() => {
          waiting.delete(queryId);
          stop(button);
          say(word('press.silent'));
        }, patienceMs);
        waiting.set(queryId, { button, timer });
      } catch (error) {
        stop(button);
        fail(error);
      }
    },
    /** An `answer` event of this chat. */
    answered(answer) {
      const press = waiting.get(answer.queryId);
      if (!press) return void early.set(answer.queryId, answer);
      waiting.delete(answer.queryId);
      clearTimeout(press.timer);
      settle(press.button, answer);
    },
    close() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
    },
  };
}

function stop(button) {
  button.removeAttribute('aria-busy');
}
