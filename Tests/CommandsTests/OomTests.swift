import Language
import MemoryModel
import Step
import Testing

@testable import Commands

@Suite struct OomTests {
  // MARK: the message

  static let messages: [(text: String, tried: Double, allocated: Double?, room: Double?)] = [
    // torch 2.2 and later
    (
      """
      torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 1.96 GiB. GPU 0 has a total capacity \
      of 23.64 GiB of which 1.21 GiB is free. Including non-PyTorch memory, this process has 22.40 GiB \
      memory in use. Of the allocated memory 21.30 GiB is allocated by PyTorch, and 512.00 MiB is reserved \
      by PyTorch but unallocated. If reserved but unallocated memory is large try setting \
      PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True to avoid fragmentation.
      """, 1.96 * 0x1p30, 21.3 * 0x1p30, (21.3 + 0.5 + 1.21) * 0x1p30
    ),
    // torch 2.1, whose word for it was this
    (
      """
      torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 32.00 MiB. GPU 0 has a total \
      capacty of 4.00 GiB of which 41.56 MiB is free. Process 123 has 1.50 GiB memory in use. Of the \
      allocated memory 2.58 GiB is allocated by PyTorch, and 1.90 MiB is reserved by PyTorch but unallocated.
      """, 32 * 0x1p20, 2.58 * 0x1p30, 2.58 * 0x1p30 + (1.9 + 41.56) * 0x1p20
    ),
    // torch 1.5 to 2.0
    (
      """
      RuntimeError: CUDA out of memory. Tried to allocate 1006.00 MiB (GPU 0; 10.91 GiB total capacity; \
      9.18 GiB already allocated; 569.81 MiB free; 9.49 GiB reserved in total by PyTorch)
      """, 1006 * 0x1p20, 9.18 * 0x1p30, 9.49 * 0x1p30 + 569.81 * 0x1p20
    ),
    // torch up to 1.4
    (
      """
      RuntimeError: CUDA out of memory. Tried to allocate 26.00 MiB (GPU 0; 1024.00 MiB total capacity; \
      435.61 MiB already allocated; 0 bytes free; 26.39 MiB cached)
      """, 26 * 0x1p20, 435.61 * 0x1p20, 26.39 * 0x1p20
    ),
    // A line break anywhere, as terminals and issues make them; a second message in the same paste
    (
      "HIP out of memory. Tried\nto allocate 2.00\n  GiB. GPU 0 has a total capacity of 63.98 GiB of which 0 "
        + "bytes is free. Tried to allocate 4.00 GiB.",
      2 * 0x1p30, nil, 63.98 * 0x1p30 - 5e8
    ),
    (
      "CUDA out of memory. Allocation was preemptively rejected because it would exceed "
        + "per_process_memory_fraction limit. Requested size: 3.91 GiB", 3.91 * 0x1p30, nil, nil
    ),
  ]

  @Test(arguments: messages)
  func everyFormOfTheMessageIsRead(
    _ text: String, _ tried: Double, _ allocated: Double?, _ room: Double?
  ) throws {
    let shortage = Shortage(message: text)
    let close = { (a: Int?, b: Double?) in
      a.map(Double.init).map { abs($0 - (b ?? -1)) < 4096 } ?? (b == nil)
    }
    #expect(close(shortage.tried, tried))
    #expect(close(shortage.allocated, allocated), "\(shortage)")
    #expect(close(shortage.room(context: 500_000_000), room), "\(shortage)")
  }

  @Test func whatIsNoMessageIsSaid() {
    let conversation = Conversation()
    _ = conversation.say("model = llama1b")
    #expect(
      conversation.brief("oom(\"hello\")") == "! This is no message of torch's OutOfMemoryError.")
    #expect(
      conversation.brief("oom") == "! `oom` needs torch's message, or what it tried to allocate.")
    let other =
      "! This message does not say how much was asked for: it is not that of torch's allocator."
    #expect(conversation.brief("oom(\"CUDA error: out of memory\")") == other)
    #expect(conversation.brief("oom(tried: 0 GiB)").hasPrefix("! `tried` is a figure"))
    #expect(conversation.brief("oom(tried: 3)").hasPrefix("! `tried` of `oom` takes"))
    #expect(Conversation().brief("oom(tried: 1 GiB)") == "! There is no model yet.")
  }

  /// Pasted where a statement is expected, or with quotes of its own in it.
  @Test func aBareMessageLeadsToTheQuestion() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b; seq = 4K")
    for paste in [
      Self.messages[0].text, "oom(\"File \"train.py\", line 3\n\(Self.messages[0].text)\")",
    ] {
      let answer = conversation.say(paste)
      #expect(answer.contains("This is what torch says when memory runs out"), "\(answer)")
      let call = try #require(Shortage(message: paste).call)
      #expect(
        call
          == "oom(tried: 1.96 GiB, allocated: 21.30 GiB, reserved: 21.80 GiB, free: 1.21 GiB, "
          + "capacity: 23.64 GiB)")
      #expect(!conversation.say(call).contains("error"))
    }
  }

  // MARK: the tensor

  /// Setups, and a room for segments that is too small for them.
  static let cases: [(setup: String, gib: Double)] = [
    ("model = llama8b; seq = 4K", 10.9), ("model = llama8b; batch = 8", 30),
    ("model = llama8b", 5.4),
    ("model = qwen3_8b; method = full", 60), ("model = llama1b; method = full", 6),
    ("model = llama3b; method = lora(); checkpointing = off; batch = 4", 22),
    ("model = gemma2_2b; batch = 6; loss = fused", 3),
    ("model = gpt2; method = full; attention = eager; batch = 16; seq = 1K", 8),
  ]

  /// A step that is stopped by a card's size says what torch would; asked about that, it is the same tensor.
  @Test(arguments: cases)
  func whatTorchWouldSayIsTracedBack(_ setup: String, _ gib: Double) throws {
    let conversation = Conversation()
    _ = conversation.say(setup)
    guard case .entity(let asked as EstimateValue) = conversation.value("estimate") else {
      Issue.record("\(setup)")
      return
    }
    let room = Int(gib * 0x1p30)
    let stop = asked.estimate.requests(room: room) { _ in false }.first
    let request = try #require(stop, "\(setup) runs")
    #expect(request.isFailure)
    let tried = Shortage.spelled(segmentAsked(for: request.bytes))
    let usable = room + asked.setup.device.contextBytes
    let call =
      "oom(tried: \(tried), allocated: \(Shortage.spelled(request.allocated)), capacity: \(usable) bytes)"
    guard case .entity(let answer as OomValue) = conversation.value(call) else {
      Issue.record("\(conversation.say(call))")
      return
    }
    let suspect = try #require(answer.suspects.first?.request)
    #expect(suspect.isFailure)
    #expect(suspect.name == request.name && suspect.scene == request.scene)
    #expect(suspect.allocated == request.allocated)
    #expect(answer.advice?.now.verdict == .no)
    #expect(answer.text(Style()) == request.name)
  }

  /// What is alive when a tensor is asked for, and the tensor, are not more than the most that is allocated.
  @Test(arguments: cases)
  func whatIsAliveAddsUp(_ setup: String, _ gib: Double) throws {
    let conversation = Conversation()
    _ = conversation.say(setup)
    guard case .entity(let asked as EstimateValue) = conversation.value("estimate") else { return }
    let all = asked.estimate.requests(room: nil) { $0 > 0 }
    let most = all.map { $0.allocated + $0.bytes }.max() ?? 0
    let allocated = asked.estimate.allocated
    // A rest that is not split off counts as allocated, and is no byte of the tensor.
    #expect(most <= allocated && allocated - most <= 1 << 20, "\(allocated - most)")
  }

  @Test func aSizeThatNothingHasLeadsToOneThatHas() throws {
    let conversation = Conversation()
    _ = conversation.say("model = llama8b")
    guard case .entity(let answer as OomValue) = conversation.value("oom(tried: 3.5 GiB)") else {
      Issue.record("no answer")
      return
    }
    #expect(answer.suspects.isEmpty && !answer.nearest.isEmpty && !answer.guesses.isEmpty)
    for guess in answer.guesses {
      let other = Conversation()
      _ = other.say("model = llama8b; \(guess.change.line)")
      #expect(other.brief("oom(tried: 3.5 GiB).tensor") == guess.suspect.request.name)
    }
    #expect(conversation.brief("oom(tried: 3.5 GiB).tensor") == "missing")
    #expect(conversation.number("seq") == 2048)
  }
}
