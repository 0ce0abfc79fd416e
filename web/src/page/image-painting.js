/**
 * An image's bytes on a canvas of as many pixels, in the theme's ink: 0 is clear, 255 is ink.
 * @param {HTMLCanvasElement} canvas
 * @param {import('../protocol.js').GrayImage} image
 * @param {string} ink a CSS colour
 */
export function paintImage(canvas, { rows, columns, pixels }, ink) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext('2d');
  if (context === null) return;
  const coverage = context.createImageData(columns, rows);
  pixels.forEach((value, i) => {
    coverage.data[4 * i + 3] = value;
  });
  context.globalCompositeOperation = 'source-over';
  context.putImageData(coverage, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = ink;
  context.fillRect(0, 0, columns, rows);
}
