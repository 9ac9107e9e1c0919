import ReconnectingWebSocket from "partysocket/ws";

export interface TransportEvents {
  /** Called before each attempt; `false` gives up for good. */
  beforeOpen(): Promise<boolean>;
  opened(): void;
  received(text: string): void;
  closed(code: number): void;
  /** The page or the network woke up: what was known about time and connection is in doubt. */
  woke(): void;
}

export interface Transport {
  send(text: string): void;
  reconnect(): void;
  close(): void;
}

export type OpenTransport = (events: TransportEvents) => Transport;

/** A WebSocket that comes back by itself, waiting longer each time, and at once when the network returns. */
export const webSocketTransport: OpenTransport = (events) => {
  const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
  const socket = new ReconnectingWebSocket(
    async () => {
      if (!(await events.beforeOpen())) socket.close();
      return address;
    },
    [],
    {
      // Chance here keeps a thousand clients from coming back in the same instant.
      minReconnectionDelay: 400 + Math.random() * 600,
      maxReconnectionDelay: 15_000,
      reconnectionDelayGrowFactor: 1.6 + Math.random() * 0.4,
      connectionTimeout: 10_000,
      maxEnqueuedMessages: 0,
    },
  );
  const wake = () => {
    if (socket.readyState !== WebSocket.OPEN) socket.reconnect();
    else events.woke();
  };
  const seen = () => {
    if (document.visibilityState === "visible") wake();
  };
  const cutOff = () => socket.reconnect();
  socket.addEventListener("open", () => events.opened());
  socket.addEventListener("close", (event) => events.closed(event.code));
  socket.addEventListener("message", (event) => {
    if (typeof event.data === "string") events.received(event.data);
  });
  window.addEventListener("online", wake);
  window.addEventListener("offline", cutOff);
  document.addEventListener("visibilitychange", seen);
  return {
    send: (text) => socket.send(text),
    reconnect: () => socket.reconnect(),
    close() {
      window.removeEventListener("online", wake);
      window.removeEventListener("offline", cutOff);
      document.removeEventListener("visibilitychange", seen);
      socket.close(1000);
    },
  };
};
