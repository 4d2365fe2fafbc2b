import { afterEach, expect, it } from 'vitest';
import { afterHours, openStage, type Stage } from '../support/bot.ts';
import { settleDistrict } from '../support/district.ts';
import { arrive, residentsOf } from '../support/residents.ts';
import { labels, pressFor, screen, sendFor } from '../support/talk.ts';

let stage: Stage;
afterEach(() => stage.close());

it('a ready broadcast comes next step first, with the dates of the period, and may be rewritten before it is sent', async () => {
  stage = await openStage({ start: afterHours });
  const district = await settleDistrict(stage.bot().app.database);
  const somebody = residentsOf(stage, district);
  const [hr, ani] = [somebody('hr'), somebody('ani')];
  await arrive([hr, ani]);
  await sendFor(hr, '/siaran', /Siaran/);
  const kit = await pressFor(hr, '📚', /Semester II 2026 · Penilaian Kinerja Pauh/);
  expect(labels(kit)[0]).toEqual(['⭐ Penilaian diri dibuka']);
  await pressFor(hr, '⭐', /Draf siaran/);
  const draft = hr.messages().find(({ text }) => text.startsWith('📝 Penilaian diri Semester II 2026'));
  expect(draft?.text).toContain('dibuka 17 Desember 2026 dan ditutup 7 Januari 2027');
  await sendFor(hr, 'Mari mulai penilaian diri.', /Untuk siapa/);
  await pressFor(hr, '👥', /Silakan periksa/);
  await hr.press('📣 Kirim');
  const copy = await screen(ani, /^Mari mulai penilaian diri\.$/);
  expect(labels(copy)).toEqual([['📝 Penilaian diri'], ['✅ Sudah dibaca']]);
  await pressFor(ani, '📝 Penilaian diri', /Kualitas layanan|penilaian diri/i);
});
