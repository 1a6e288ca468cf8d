extension Hub {
  /// What an answer of the hub means.
  package enum Answer: Sendable {
    case file
    /// The model is there and has no such file, or there is no such model.
    case noFile
    case refused(ImportFault)
  }

  /// What was asked for.
  package struct Question: Sendable {
    package let name: HubName
    package let revision: Revision
    package let hasToken: Bool

    package init(_ name: HubName, _ revision: Revision, hasToken: Bool) {
      self.name = name
      self.revision = revision
      self.hasToken = hasToken
    }
  }

  /// Reads the status of an answer, and the words that the hub has for it.
  ///
  /// - Parameters:
  ///   - code: the field `x-error-code`: `GatedRepo`, `RepoNotFound`.
  ///   - message: the field `x-error-message`.
  ///
  /// Source: huggingface_hub 2.4 utils/_http.py `hf_raise_for_status`.
  package func answer(
    _ status: Int, code: String?, message: String?, to question: Question
  ) -> Answer {
    switch (status, code) {
    case (200, _), (206, _): .file
    case (404, "EntryNotFound"), (404, nil): .noFile
    case (_, "RevisionNotFound"):
      .refused(
        ImportFault(
          "\(question.name.text) has no revision \(quoted(question.revision.text)).",
          hint: "Its branches and tags: \(page(of: question.name))/tree/main"))
    case (_, "GatedRepo"): .refused(gated(question))
    case (401, _) where message?.hasPrefix("Invalid credentials") == true:
      .refused(
        ImportFault(
          "The hub does not know the token that it was shown.",
          hint: "Is HF_TOKEN, or the file that `hf auth login` wrote, out of date?"))
    case (_, "RepoNotFound"), (401, _), (403, _): .refused(unknown(question))
    default: .refused(trouble(status))
    }
  }

  private func gated(_ question: Question) -> ImportFault {
    ImportFault(
      "\(question.name.text) is shown only to those who asked for access.",
      hint: "Ask for it at \(page(of: question.name))"
        + (question.hasToken
          ? ", with the account that HF_TOKEN is of." : ", then set HF_TOKEN."))
  }

  private func unknown(_ question: Question) -> ImportFault {
    question.hasToken
      ? ImportFault(
        "The hub has no model \(question.name.text), or does not show it to this token.",
        hint: "Is the name right? Look at \(page(of: question.name))")
      : ImportFault(
        "The hub has no model \(question.name.text), or does not show it to everybody.",
        hint: "Is the name right? A private or gated model needs HF_TOKEN.")
  }

  private func trouble(_ status: Int) -> ImportFault {
    switch status {
    case 429:
      ImportFault("The hub was asked too often.", hint: "Wait some minutes; HF_TOKEN allows more.")
    case 500...599:
      ImportFault("The hub is in trouble: it answers \(status).", hint: "Try again later.")
    default: ImportFault("The hub answers \(status), which I did not expect.")
    }
  }
}
