import { createServer } from 'node:http';
import { Scenes, session, Telegraf } from 'telegraf';
import { done, keyboard, questions, submitKeyboard, summary } from './questionnaire.mjs';
import { apiRoot, port, secret, token, webhookPath } from './settings.mjs';

// Telegraf with a WizardScene, as its documentation shows. `store` undefined keeps sessions in memory. With a store nothing goes out in the webhook's response: that ends the request, so that the
// next press would come before the session is saved, and the wizard would stand still.
export async function startTelegrafBot({ store, save }) {
  const bot = new Telegraf(token, { telegram: { apiRoot, webhookReply: store === undefined } });

  const wizard = new Scenes.WizardScene(
    'questionnaire',
    async (ctx) => {
      ctx.wizard.state.answers = [];
      await ctx.reply(questions[0], { reply_markup: keyboard });
      return ctx.wizard.next();
    },
    ...questions.map((_, index) => async (ctx) => {
      const level = /^level:([1-5])$/.exec(ctx.callbackQuery?.data ?? '')?.[1];
      if (level === undefined) return;
      ctx.wizard.state.answers.push(Number(level));
      await ctx.answerCbQuery();
      const next = questions[index + 1];
      if (next) await ctx.editMessageText(next, { reply_markup: keyboard });
      else await ctx.editMessageText(summary(ctx.wizard.state.answers), { reply_markup: submitKeyboard });
      return ctx.wizard.next();
    }),
    async (ctx) => {
      if (ctx.callbackQuery?.data !== 'submit') return;
      await save(ctx.chat.id, ctx.wizard.state.answers);
      await ctx.answerCbQuery();
      await ctx.editMessageText(done);
      return ctx.scene.leave();
    },
  );

  bot.use(session(store ? { store } : {}));
  bot.use(new Scenes.Stage([wizard]).middleware());
  bot.command('start', (ctx) => ctx.scene.enter('questionnaire'));
  bot.catch((error) => console.error(error));

  bot.botInfo = await bot.telegram.getMe();
  const handle = bot.webhookCallback(webhookPath, { secretToken: secret });
  createServer((request, response) => {
    if (request.url === webhookPath) return handle(request, response);
    response.writeHead(200).end();
  }).listen(port, '127.0.0.1');
  await bot.telegram.setWebhook(`http://127.0.0.1:${port}${webhookPath}`, { secret_token: secret });
}
