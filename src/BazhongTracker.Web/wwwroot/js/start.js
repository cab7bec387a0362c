// Starts the circuit. A connection that carries nothing is given up after seconds and the next kind is tried; a server that does not answer is asked again.
(() => {
  const page = document.documentElement;
  const silence = 5000;
  const remembered = 600000;
  const longest = 240000;
  const place = 'silent-sockets';
  const began = Date.now();
  let socket = null;
  let areSilent = false;

  if (!window.Blazor) {
    document.dispatchEvent(new Event('circuit-impossible'));
    return;
  }

  try {
    areSilent = Date.now() - Number(sessionStorage.getItem(place) ?? 0) < remembered;
  } catch {
    // A browser that stores nothing finds out on each page.
  }

  function giveUpSockets() {
    areSilent = true;
    try {
      sessionStorage.setItem(place, Date.now());
    } catch {
      // As above.
    }
  }

  class Socket extends WebSocket {
    constructor(...to) {
      if (areSilent) throw new Error('Web sockets carry nothing here.');
      super(...to);
      socket = this;
      const timer = setTimeout(() => {
        giveUpSockets();
        this.drop();
      }, silence);
      for (const sign of ['message', 'close']) this.addEventListener(sign, () => clearTimeout(timer), { once: true });
    }

    // At once: the browser itself waits for an answer to its farewell.
    drop() {
      const told = this.onclose;
      this.onclose = this.onerror = this.onmessage = null;
      this.close();
      told?.call(this, new CloseEvent('close', { code: 1006 }));
      if (socket === this) socket = null;
    }
  }

  function configureSignalR(builder) {
    // The server sends a sign of life every five seconds.
    builder.withUrl('_blazor', { WebSocket: Socket, timeout: 20000 }).withServerTimeout(15000);
    const build = builder.build;
    builder.build = function () {
      const hub = build.call(this);
      const start = hub.start;
      // Later on Blazor tries again by itself.
      hub.start = async function () {
        for (let pause = 500; ; pause = Math.min(2 * pause, 5000)) {
          try {
            return await start.call(hub);
          } catch (problem) {
            if (page.dataset.circuit === 'up' || Date.now() - began > longest) throw problem;
            await new Promise(done => setTimeout(done, pause));
          }
        }
      };
      return hub;
    };
  }

  const retryIntervalMilliseconds = (attempt, most) => attempt >= most ? null : attempt === 0 ? 0 : attempt < 20 ? 1000 : 5000;
  Blazor.start({ circuit: { configureSignalR, reconnectionOptions: { maxRetries: 30, retryIntervalMilliseconds, dialogId: 'components-reconnect-modal' } } });
  document.dispatchEvent(new Event('circuit-starting'));

  addEventListener('offline', () => socket?.drop());
  // Something was not answered: a connection that is cut somewhere on the way says nothing by itself.
  document.addEventListener('circuit-doubted', async () => {
    try {
      await fetch('health/live', { cache: 'no-store', signal: AbortSignal.timeout(3000) });
    } catch {
      socket?.drop();
    }
  });
})();
