import { z } from 'zod';
import { promptOf, resume } from '../../dialogue/advance.ts';
import { say } from '../../i18n/words.ts';
import { findConversation } from '../../storage/conversation.ts';
import { defineView } from '../core/feature.ts';
import { menuButton } from '../core/menu-button.ts';
import type { OpenQuestion, Scene } from '../core/scene.ts';
import type { Screen } from '../core/screen.ts';
import { conversationData } from './conversation-data.ts';
import { kindOf } from './conversation-kinds.ts';

/** The open question of a conversation, made from its stored progress. Says so in words when the conversation is over or may not be held any more. */
export const conversationView = defineView('conversation', z.object({ id: z.number().int() }), renderConversation);

async function renderConversation(scene: Scene, { id }: { readonly id: number }): Promise<Screen> {
  const known = scene.open.question;
  if (known?.conversationId === id) return questionScreen(known);
  const conversation = await findConversation(scene.tx, scene.actor.telegramId, id);
  if (!conversation) return { lines: [say('conversation.over')], buttons: [[menuButton]] };
  const opened = await kindOf(scene, conversation.flow).open(scene, conversation.subject);
  if (!opened.ok) return { lines: [opened.why], buttons: [[menuButton]] };
  return questionScreen({ conversationId: id, opened, progress: resume(opened.flow, conversation.progress) });
}

/** The open question as a screen. Pure: made of what is given alone. */
export function questionScreen({ conversationId, opened, progress }: OpenQuestion): Screen {
  const prompt = promptOf(opened.flow, progress);
  return {
    ...(opened.ahead && { ahead: opened.ahead }),
    lines: [...opened.heading, ...prompt.lines],
    buttons: prompt.buttons.map((row) =>
      row.map((button) =>
        'data' in button
          ? button
          : {
              label: button.label,
              data: conversationData({
                conversationId,
                revision: progress.revision,
                stepId: progress.stepId,
                action: button.action,
              }),
            },
      ),
    ),
  };
}
