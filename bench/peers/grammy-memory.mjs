import { startGrammyBot } from './grammy-bot.mjs';

const saved = [];
await startGrammyBot({ save: (chatId, answers) => void saved.push([chatId, answers]) });
