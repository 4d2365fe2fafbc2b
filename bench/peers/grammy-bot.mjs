import { createServer } from 'node:http';
import { Bot, webhookCallback } from 'grammy';
import { conversations, createConversation } from '@grammyjs/conversations';
import { done, keyboard, questions, submitKeyboard, summary } from './questionnaire.mjs';
import { apiRoot, port, secret, token, webhookPath } from './settings.mjs';

// grammY with its conversations plugin, as its documentation shows. `storage` undefined keeps conversations in memory.
export async function startGrammyBot({ storage, save }) {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.use(conversations(storage ? { storage } : {}));

  async function questionnaire(conversation, ctx) {
    const answers = [];
    await ctx.reply(questions[0], { reply_markup: keyboard });
    for (let index = 0; index < questions.length; index += 1) {
      const press = await conversation.waitForCallbackQuery(/^level:([1-5])$/);
      answers.push(Number(press.match[1]));
      await press.answerCallbackQuery();
      const next = questions[index + 1];
      await (next
        ? press.editMessageText(next, { reply_markup: keyboard })
        : press.editMessageText(summary(answers), { reply_markup: submitKeyboard }));
    }
    const submit = await conversation.waitForCallbackQuery('submit');
    await conversation.external(() => save(submit.chat.id, answers));
    await submit.answerCallbackQuery();
    await submit.editMessageText(done);
  }

  bot.use(createConversation(questionnaire));
  bot.command('start', (ctx) => ctx.conversation.enter('questionnaire'));
  bot.catch((error) => console.error(error));

  await bot.init();
  const handle = webhookCallback(bot, 'http', { secretToken: secret });
  createServer((request, response) => {
    if (request.url === webhookPath) return handle(request, response);
    response.writeHead(200).end();
  }).listen(port, '127.0.0.1');
  await bot.api.setWebhook(`http://127.0.0.1:${port}${webhookPath}`, { secret_token: secret });
}
