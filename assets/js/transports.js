// Stands in for Engine.IO's list of transports: the pages connect by WebSocket alone (rxconfig.py).
import { WS } from "../../node_modules/engine.io-client/build/esm/transports/websocket.js";

export const transports = { websocket: WS };
