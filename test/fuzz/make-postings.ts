import type { Person } from '../../src/simulator/person.ts';
import { type Cast, seenButtons } from './cast.ts';
import { oddFileName, oddNumber, oddText, oddValue } from './odd-values.ts';
import { createRandom, type Random } from './random.ts';

/** One request at the webhook. */
export interface Posting {
  readonly body: string;
  readonly contentType: string;
  /** False for a forger who does not know the secret. */
  readonly secret: boolean;
  /** Statuses it may be answered with. */
  readonly answers: readonly number[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Draws postings, one after the other: what people do, what Telegram could deliver, and what only a forger would send. */
export function makePostings(random: Random, cast: Cast): () => Posting {
  let updateId = 1_000_000;
  const sentBefore: string[] = [];

  const nextId = (): number => {
    updateId += 1 + (random.chance(0.01) ? random.int(10_000) : 0);
    if (random.chance(0.01)) return Math.max(0, updateId - random.int(500));
    return random.chance(0.002) ? oddNumber(random) : updateId;
  };

  return () => {
    if (random.chance(0.03)) return malformed(random);
    const earlier = random.chance(0.03) ? random.some(sentBefore) : undefined;
    const body = earlier ?? JSON.stringify(twisted(random, { update_id: nextId(), ...anUpdate(random, cast) }));
    if (sentBefore.length < 200) sentBefore.push(body);
    else sentBefore[random.int(sentBefore.length)] = body;
    return {
      body,
      contentType: 'application/json',
      secret: true,
      answers: body.length > 1_000_000 ? [200, 413] : [200],
    };
  };
}

function malformed(random: Random): Posting {
  const json = { contentType: 'application/json', secret: true };
  switch (random.int(7)) {
    case 0:
      return { ...json, body: '{"update_id":12,"message":{"text":"terpo', answers: [400] };
    case 1:
      return { ...json, body: oddText(random).slice(0, 1_000), answers: [200, 400] };
    case 2:
      return { ...json, body: JSON.stringify(oddValue(random)), answers: [200, 413] };
    case 3: {
      // A parser that goes down by calling itself runs out of stack here.
      const depth = random.chance(0.1) ? 200_000 : 50;
      return { ...json, body: `{"update_id":7,"message":${'['.repeat(depth)}${']'.repeat(depth)}}`, answers: [200] };
    }
    case 4:
      return { ...json, body: `{"update_id":8,"__proto__":{"polluted":true},"message":{}}`, answers: [400] };
    case 5:
      return { ...json, contentType: 'text/xml', body: '<update/>', answers: [415] };
    default:
      return { ...json, secret: false, body: '{"update_id":9}', answers: [401] };
  }
}

/** Now and then a field somewhere inside is lost or of the wrong kind. */
function twisted(random: Random, update: Fields): unknown {
  return random.chance(0.08) ? twist(random, update) : update;
}

function twist(random: Random, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each, index) => (index === 0 ? twist(random, each) : each));
  if (typeof value !== 'object' || value === null) return oddValue(random);
  const entries = Object.entries(value);
  const chosen = random.int(entries.length);
  return Object.fromEntries(
    entries.flatMap(([key, inside], index) => {
      if (index !== chosen) return [[key, inside]];
      if (random.chance(0.2)) return [];
      return [[key, random.chance(0.5) ? oddValue(random) : twist(random, inside)]];
    }),
  );
}

function anUpdate(random: Random, cast: Cast): Fields {
  const person = random.pick(cast.people);
  const die = random.int(100);
  if (die < 22) return message(random, person, { text: oddText(random), ...someEntities(random) });
  if (die < 36) return message(random, person, { text: command(random, cast) });
  if (die < 66) return truePress(random, person) ?? message(random, person, { text: '/menu' });
  if (die < 80) return press(random, person, forgedData(random, cast));
  if (die < 87) return message(random, person, file(random, cast));
  if (die < 90) return message(random, person, { [random.pick(kinds)]: oddValue(random) });
  if (die < 93) return membership(random, person);
  if (die < 96) return inGroup(random, cast, person);
  if (die < 98) return byStranger(random);
  return {
    [random.pick(otherUpdates)]: { from: from(person), chat: chat(person.id), message_id: 1, text: oddText(random) },
  };
}

const kinds: readonly [string, ...string[]] = [
  'sticker',
  'voice',
  'video_note',
  'location',
  'contact',
  'poll',
  'dice',
  'new_chat_members',
  'web_app_data',
  'belum_ada',
];
const otherUpdates: readonly [string, ...string[]] = [
  'edited_message',
  'channel_post',
  'inline_query',
  'poll_answer',
  'chat_join_request',
  'message_reaction',
  'business_message',
  'jenis_baru',
];

const from = (person: Person): Fields => ({
  id: person.id,
  is_bot: false,
  first_name: person.options.firstName,
  language_code: 'id',
});
const chat = (id: number): Fields => ({ id, type: 'private', first_name: 'x' });

function message(random: Random, person: Person, content: Fields): Fields {
  const message_id = random.chance(0.02) ? oddNumber(random) : 100_000 + random.int(1_000_000);
  return {
    message: {
      message_id,
      date: random.chance(0.02) ? oddNumber(random) : 1_797_500_000,
      from: from(person),
      chat: chat(person.id),
      ...content,
    },
  };
}

function someEntities(random: Random): Fields {
  if (random.chance(0.6)) return {};
  const types: readonly [string, ...string[]] = [
    'bold',
    'italic',
    'code',
    'pre',
    'text_link',
    'text_mention',
    'blockquote',
    'custom_emoji',
    'spoiler',
    'baru',
  ];
  const entities = Array.from({ length: 1 + random.int(5) }, () => ({
    type: random.pick(types),
    offset: random.chance(0.1) ? oddNumber(random) : random.int(20),
    length: random.chance(0.1) ? oddNumber(random) : random.int(20),
    ...(random.chance(0.3) && { url: oddText(random).slice(0, 300) }),
    ...(random.chance(0.3) && { user: { id: oddNumber(random) }, language: oddText(random).slice(0, 50) }),
  }));
  return { entities, caption_entities: entities };
}

function command(random: Random, { commands }: Cast): string {
  const name = random.chance(0.9) ? (random.some(commands) ?? 'menu') : oddText(random).slice(0, 200);
  return random.chance(0.7) ? `/${name}` : `/${name} ${oddText(random)}`.slice(0, 4_096);
}

/** On a button that is, or was, on this person's screen. */
function truePress(random: Random, person: Person): Fields | null {
  const buttons = seenButtons(person);
  const newest = buttons.slice(0, 6);
  const button = random.some(random.chance(0.7) ? newest : buttons);
  if (button === undefined) return null;
  return press(random, person, random.chance(0.1) ? changed(random, button.data) : button.data, button.messageId);
}

/** True data with one of its parts changed. */
function changed(random: Random, data: string): string {
  const parts = data.split(':');
  parts[random.int(parts.length)] = random.chance(0.7) ? String(random.int(40)) : oddText(random).slice(0, 40);
  return parts.join(':');
}

/** Presses on every button there is, by everybody of the cast in turn; after them all that is loaded at its first use is there. */
export function tourOf({ people, trueData }: Cast): readonly Posting[] {
  const random = createRandom(1);
  return people.flatMap((person, turn) =>
    trueData.map((data, index) => {
      const update = { update_id: 500_000 + turn * 1_000 + index, ...press(random, person, data, 1) };
      return { body: JSON.stringify(update), contentType: 'application/json', secret: true, answers: [200] };
    }),
  );
}

function forgedData(random: Random, { actions, commands, people, trueData }: Cast): string {
  switch (random.int(7)) {
    case 0:
      return oddText(random);
    case 1:
      return `go:${random.some(commands) ?? ''}`;
    case 2:
      return `c:${random.int(60).toString(36)}:${random.int(12).toString(36)}:${random.pick(['r.x', 'summary', 'text', 'r.kompetensi'])}:${random.pick(['1', '5', 'skip', 'submit', 'keep', 'back', '__proto__'])}`;
    case 3:
      return random.some(seenButtons(random.pick(people)))?.data ?? '';
    case 4:
    case 5:
      return random.some(trueData) ?? '';
    default:
      return [random.some(actions) ?? '', ...Array.from({ length: random.int(4) }, () => argument(random))].join(':');
  }
}

function argument(random: Random): string {
  if (random.chance(0.7)) return String(random.int(30));
  return random.chance(0.5) ? String(oddNumber(random)) : oddText(random).slice(0, 30);
}

function press(random: Random, person: Person, data: string, messageId?: number): Fields {
  const message_id = messageId ?? (random.chance(0.05) ? oddNumber(random) : random.int(5_000));
  return {
    callback_query: {
      id: random.chance(0.02) ? oddText(random) : String(random.int(2 ** 31)),
      from: from(person),
      chat_instance: '1',
      ...(!random.chance(0.02) && { data }),
      ...(!random.chance(0.03) && {
        message: { message_id, date: random.chance(0.05) ? 0 : 1_797_500_000, chat: chat(person.id) },
      }),
    },
  };
}

function file(random: Random, { files }: Cast): Fields {
  const known = random.some(files);
  const file_id = known !== undefined && random.chance(0.7) ? known : oddText(random);
  const size = random.chance(0.2) ? oddNumber(random) : random.int(5_000_000);
  if (random.chance(0.3))
    return {
      photo: [
        { file_id, width: 90, height: 60, file_size: size },
        { file_id, width: random.chance(0.1) ? oddNumber(random) : 900, height: 600 },
      ],
      caption: oddText(random),
    };
  return {
    document: {
      file_id,
      ...(!random.chance(0.1) && { file_name: oddFileName(random) }),
      ...(!random.chance(0.2) && { mime_type: random.pick(['application/pdf', 'text/csv', oddText(random)]) }),
      ...(!random.chance(0.2) && { file_size: size }),
    },
    ...(random.chance(0.4) && { caption: oddText(random) }),
  };
}

function membership(random: Random, person: Person): Fields {
  const status = random.pick(['member', 'member', 'kicked', 'left', 'restricted', oddText(random)]);
  return { my_chat_member: { chat: chat(person.id), from: from(person), date: 1, new_chat_member: { status } } };
}

function inGroup(random: Random, cast: Cast, person: Person): Fields {
  const type = random.pick(['group', 'supergroup', 'channel', 'topik']);
  return {
    message: {
      message_id: 5,
      date: 1,
      from: from(person),
      chat: { id: -100 - random.int(50), type, title: oddText(random) },
      text: random.chance(0.5) ? command(random, cast) : oddText(random),
    },
  };
}

/** Ids, names and languages of people who are not there, and chats that are somebody else's. */
function byStranger(random: Random): Fields {
  const id = random.chance(0.5) ? oddNumber(random) : 5_000_000 + random.int(50);
  const who = {
    id,
    is_bot: random.chance(0.1),
    first_name: oddText(random),
    ...(random.chance(0.5) && { language_code: oddText(random).slice(0, 30) }),
  };
  return {
    message: {
      message_id: 9,
      date: 1,
      from: who,
      chat: chat(random.chance(0.7) ? id : 1_001 + random.int(10)),
      text: random.pick(['/start', '/menu', oddText(random)]),
    },
  };
}
