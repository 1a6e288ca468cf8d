import CPty
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on this machine alone: it answers one request after another, and keeps what was asked.
package final class LoopbackServer {
  /// A request as it came.
  package struct Asked: Sendable {
    /// `/org/name/resolve/main/config.json`, or a whole address where a proxy is asked.
    package let path: String
    /// The fields of its head, their names in lower case.
    package let fields: [String: String]
  }

  package enum Reply: Sendable {
    case answer(status: Int, fields: [String: String] = [:], body: [UInt8] = [])
    /// Says nothing, and keeps the connection.
    case silence
    /// Sends without end.
    case flood
    /// Closes the connection.
    case nothing
  }

  package let port: UInt16
  private let desk: Desk
  private let thread: UnsafeMutableRawPointer?

  /// What its thread works with.
  private final class Desk: Sendable {
    let listener: Int32
    let reply: @Sendable (Asked) -> Reply
    let asked = Mutex<[Asked]>([])
    let isOver = Mutex(false)

    init(_ listener: Int32, _ reply: @escaping @Sendable (Asked) -> Reply) {
      self.listener = listener
      self.reply = reply
    }
  }

  package struct NoServer: Error {}

  package init(_ reply: @escaping @Sendable (Asked) -> Reply) throws {
    let listener = socket(AF_INET, Self.stream, 0)
    var address = Self.address(port: 0)
    guard listener >= 0, Self.call({ bind($0, $1, $2) }, listener, &address) == 0,
      listen(listener, 16) == 0
    else { throw NoServer() }
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
    }
    port = UInt16(bigEndian: address.sin_port)
    desk = Desk(listener, reply)
    thread = cpty_begin({ LoopbackServer.serve($0) }, Unmanaged.passRetained(desk).toOpaque())
  }

  deinit {
    desk.isOver.withLock { $0 = true }
    // A last caller wakes it up.
    let caller = socket(AF_INET, Self.stream, 0)
    var address = Self.address(port: port)
    _ = Self.call({ connect($0, $1, $2) }, caller, &address)
    if let thread { cpty_join(thread) }
    close(caller)
    close(desk.listener)
  }

  /// Its address, without a slash at the end.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// The requests so far.
  package var asked: [Asked] { desk.asked.withLock { $0 } }
}

// MARK: - Serving

extension LoopbackServer {
  private static func serve(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    let desk = Unmanaged<Desk>.fromOpaque(pointer).takeRetainedValue()
    var waiting: [Int32] = []
    while true {
      let client = accept(desk.listener, nil, nil)
      if desk.isOver.withLock({ $0 }) || (client < 0 && errno != EINTR && errno != ECONNABORTED) {
        for other in waiting + [client] where other >= 0 { close(other) }
        return nil
      }
      guard client >= 0 else { continue }
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      if answer(client, desk) { close(client) } else { waiting.append(client) }
    }
  }

  /// Reads a request and answers it; false where the connection is to stay.
  private static func answer(_ client: Int32, _ desk: Desk) -> Bool {
    guard let asked = request(from: client) else { return true }
    desk.asked.withLock { $0.append(asked) }
    switch desk.reply(asked) {
    case .silence: return false
    case .nothing: break
    case .flood:
      _ = send(Array("HTTP/1.1 200 OK\r\n\r\n".utf8), to: client)
      let chunk = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 16)
      while send(chunk, to: client) {}
    case .answer(let status, let fields, let body):
      var head = "HTTP/1.1 \(status) Said\r\nContent-Length: \(body.count)\r\nConnection: close\r\n"
      for (name, value) in fields { head += "\(name): \(value)\r\n" }
      _ = send(Array((head + "\r\n").utf8) + body, to: client)
    }
    return true
  }

  private static func request(from client: Int32) -> Asked? {
    var text = ""
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while !text.contains("\r\n\r\n") {
      let count = recv(client, &chunk, chunk.count, 0)
      if count <= 0 { return nil }
      text += String(decoding: chunk[..<count], as: UTF8.self)
    }
    let lines = text.split(separator: "\r\n")
    let path = lines.first?.split(separator: " ").dropFirst().first
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[line[..<colon].lowercased()] = String(value)
    }
    return path.map { Asked(path: String($0), fields: fields) }
  }

  /// Sends all; false where nobody listens any more.
  private static func send(_ bytes: [UInt8], to client: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemSend(client, $0) }
      if count < 0 && errno != EINTR { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }
}

// MARK: - Sockets

extension LoopbackServer {
  private static var stream: Int32 {
    #if canImport(Glibc)
      Int32(SOCK_STREAM.rawValue)
    #else
      SOCK_STREAM
    #endif
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func call(
    _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, _ socket: Int32,
    _ address: inout sockaddr_in
  ) -> Int32 {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        function(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// The system's `send`, where a method of that name hides it; without the signal of a broken pipe.
private func systemSend(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
    send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
  #else
    send(socket, bytes.baseAddress, bytes.count, 0)
  #endif
}
