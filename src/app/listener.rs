//! How the server listens: who may wait, and what the kernel watches over on each connection.

use crate::{
    config::Settings,
    http::{self, HttpState, auth::AuthHttp},
    session::{SocketParts, socket},
};
use actix_web::{HttpServer, dev::ServerHandle, rt::net::TcpStream, web};
use socket2::{Domain, Socket, TcpKeepalive, Type};
use std::{
    any::Any,
    net::{SocketAddr, TcpListener},
    sync::Arc,
    time::Duration,
};

/// Connections that may wait to be accepted. After a restart everybody comes back within the same second, and who finds no place
/// tries again only a second later. The kernel's `net.core.somaxconn` bounds it, too.
const BACKLOG: i32 = 2_048;
/// How long the kernel keeps a connection whose peer takes nothing.
const USER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a request's head may take.
const HEAD_LIMIT: Duration = Duration::from_secs(5);
/// How long open requests may take when the server goes down, in seconds.
const STOP_LIMIT_S: u64 = 5;

/// Takes the address. The standard library's listener would let 128 wait.
pub fn bind(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    // As the standard library does: a server that is started again must not wait for its old connections' end.
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Serves HTTP and sockets.
pub fn serve(
    settings: &Settings,
    listener: TcpListener,
    state: HttpState,
    auth_http: AuthHttp,
    sockets: Arc<SocketParts>,
) -> std::io::Result<ServerHandle> {
    let sockets = web::Data::from(sockets);
    let server = HttpServer::new(move || {
        let (auth_http, sockets) = (auth_http.clone(), sockets.clone());
        http::app(&state, move |cfg| {
            http::auth::configure(cfg, &auth_http);
            cfg.app_data(sockets).route("/ws", web::get().to(socket::connect));
        })
    })
    .workers(settings.worker_threads())
    .on_connect(|io, _| prepare_connection(io))
    .tcp_nodelay(true)
    .client_request_timeout(HEAD_LIMIT)
    .shutdown_timeout(STOP_LIMIT_S)
    .disable_signals()
    .listen(listener)?
    .run();
    let handle = server.handle();
    actix::spawn(server);
    Ok(handle)
}

/// The kernel ends a connection whose peer takes nothing, or is gone: no code of ours runs for it then.
fn prepare_connection(io: &dyn Any) {
    let Some(stream) = io.downcast_ref::<TcpStream>() else { return };
    let socket = socket2::SockRef::from(stream);
    let keepalive = TcpKeepalive::new().with_time(Duration::from_secs(30)).with_interval(Duration::from_secs(10));
    let set = socket
        .set_tcp_nodelay(true)
        .and_then(|()| socket.set_tcp_user_timeout(Some(USER_TIMEOUT)))
        .and_then(|()| socket.set_tcp_keepalive(&keepalive));
    if let Err(error) = set {
        tracing::warn!(%error, "a connection keeps the system's time-outs");
    }
}

#[cfg(test)]
mod tests {
    use super::bind;
    use std::{
        net::{SocketAddr, TcpStream},
        time::Duration,
    };

    #[test]
    fn hundreds_may_come_at_once_before_the_first_is_accepted() {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let address = listener.local_addr().unwrap();
        // Who finds no place is heard only when the kernel sends again: after a second.
        let come = || TcpStream::connect_timeout(&address, Duration::from_millis(900));
        let clients: Vec<_> = (0..600).map_while(|_| come().ok()).collect();
        assert_eq!(clients.len(), 600);
    }

    #[actix_web::test]
    async fn a_connection_sends_at_once_and_is_watched_over() {
        let listener = bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let _client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (stream, _) = listener.accept().unwrap();
        stream.set_nonblocking(true).unwrap();
        let stream = super::TcpStream::from_std(stream).unwrap();
        super::prepare_connection(&stream);
        let socket = socket2::SockRef::from(&stream);
        assert!(socket.tcp_nodelay().unwrap() && socket.keepalive().unwrap());
        assert_eq!(socket.tcp_user_timeout().unwrap(), Some(super::USER_TIMEOUT));
    }
}
