/**
 * What is said about a lesson.
 *
 * @typedef {import('./lessons.js').Lesson} Lesson
 */

import { formatPercent, formatWhole } from './format.js';

/**
 * @param {Lesson} lesson
 * @returns {string} "" where there is none
 */
export function describeLesson(lesson) {
  switch (lesson.kind) {
    case 'none':
      return '';
    case 'kept':
      return 'Kept in My digits. A trained network can be taught it.';
    case 'learning':
      return `Learning ${lesson.subject}…`;
    case 'learnt': {
      const { examples, rightBefore, rightAfter, validationBefore, validationAfter } =
        lesson.correction;
      const all = formatWhole(examples);
      return (
        `Your digits: ${formatWhole(rightBefore)} of ${all} right before, ${formatWhole(rightAfter)} of ${all} now. ` +
        `Validation ${formatPercent(validationBefore)} before, ${formatPercent(validationAfter)} now.`
      );
    }
    case 'undone':
      return 'Undone: the network is as it was before. My digits keeps the drawing, but it is not taught again.';
    case 'failed':
      return lesson.message;
  }
}
