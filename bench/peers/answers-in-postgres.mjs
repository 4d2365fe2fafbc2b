// Where a finished questionnaire goes in the peers that use PostgreSQL: one row for each, written when it is sent.
export async function openAnswers(pool) {
  await pool.query('create table if not exists questionnaire (chat_id bigint, answers jsonb, at timestamptz default now())');
  return {
    save: async (chatId, answers) => {
      await pool.query('insert into questionnaire (chat_id, answers) values ($1, $2)', [chatId, JSON.stringify(answers)]);
    },
  };
}
