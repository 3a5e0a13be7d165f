// Gives each frame the height that it asks for. Without this a frame keeps the height that it has, and scrolls.
addEventListener('message', ({ data, source }) => {
  if (data?.type !== 'sweetspot:height') return;
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source) frame.height = data.height;
});
