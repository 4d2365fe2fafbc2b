import { badRequest } from '../api-refusal.ts';
import { botObject, chatObject } from '../bot-api-objects.ts';
import type { Method } from './call.ts';
import { findChat } from './find-chat.ts';

/** Bots may fetch files up to this many bytes. */
const MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024;

export const getMe: Method = (world) => ({
  result: {
    ...botObject(world),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  },
});

export const getChat: Method = (world, call) => ({
  result: { ...chatObject(world, findChat(world, call)), accent_color_id: 0, max_reaction_count: 11 },
});

export const getFile: Method = (world, call) => {
  const id = call.text('file_id');
  if (id === '') throw badRequest('file_id not specified');
  const file = world.files.get(id);
  if (file === undefined) throw badRequest('invalid file_id');
  if (file.size > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
  return { result: { file_id: id, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path } };
};

/** The bot may move to another server after this; here it can simply go on. */
export const logOut: Method = () => ({ result: true });

export const close: Method = () => ({ result: true });
