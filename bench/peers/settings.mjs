// One place for what the bench tells a peer.
export const token = process.env.BOT_TOKEN;
export const apiRoot = process.env.TELEGRAM_API_ROOT;
export const port = Number(process.env.PORT);
export const databaseUrl = process.env.DATABASE_URL;
export const webhookPath = '/telegram';
export const secret = process.env.WEBHOOK_SECRET;
