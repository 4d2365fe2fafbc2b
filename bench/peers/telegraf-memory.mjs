import { startTelegrafBot } from './telegraf-bot.mjs';

const saved = [];
await startTelegrafBot({ save: (chatId, answers) => void saved.push([chatId, answers]) });
