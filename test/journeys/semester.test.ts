import { describe, it } from 'vitest';
import { type Route, semesterStory } from './semester-story.ts';

const routes: readonly Route[] = [
  { library: 'grammy', transport: 'polling' },
  { library: 'grammy', transport: 'webhook' },
  { library: 'telegraf', transport: 'polling' },
  { library: 'telegraf', transport: 'webhook' },
];

describe('one district lives through one semester, and nothing is lost when the bot is killed', () => {
  it.each(routes)('on $library by $transport', (route) => semesterStory(route), 180_000);
});
