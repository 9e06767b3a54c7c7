using Gezhi.Platform.Fieldwork;

namespace Gezhi.Field.Entries;

/// <summary>What an entry is answered. 记录答复</summary>
public enum Outcome
{
    /// <summary>已接收.</summary>
    Accepted,

    /// <summary>待本人处理.</summary>
    NeedsMe,

    /// <summary>不能接收.</summary>
    Refused,

    /// <summary>稍后再送: nothing happened, it stays in the queue.</summary>
    Later,

    /// <summary>主管已决定: not done as it was sent; the receipt says so.</summary>
    Decided,
}

/// <param name="Receipt">Only with <see cref="Outcome.Accepted"/> and <see cref="Outcome.Decided"/>.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Theirs">What others did meanwhile; null when nobody did anything, or it is not for this person to see.</param>
/// <param name="Missing">Photos that have not come whole.</param>
/// <param name="Version">Version of the case after it.</param>
/// <param name="CaseId">The case that it moved or opened; null when answered again.</param>
/// <param name="By">Title of the supervisor's post; only with <see cref="Outcome.Decided"/>.</param>
/// <param name="Why">What the supervisor wrote; likewise.</param>
public sealed record EntryResult(
    Guid Id,
    Outcome Outcome,
    EntryReceipt? Receipt = null,
    EntryProblem? Problem = null,
    Meanwhile? Theirs = null,
    IReadOnlyList<string>? Missing = null,
    int? Version = null,
    Guid? CaseId = null,
    string? By = null,
    string? Why = null
);

/// <summary>Signed: whoever holds it can show that the entry was taken, or decided by a supervisor, as it was. 签名回执</summary>
/// <param name="Entry">Id of the entry.</param>
/// <param name="Outcome"><c>accepted</c>, <c>dropped</c> or <c>handed-on</c>; see EntryText.</param>
/// <param name="At">UTC with milliseconds, as signed.</param>
/// <param name="Hash">See EntryText.</param>
/// <param name="Signature">Base64; see ReceiptKey.</param>
public sealed record EntryReceipt(Guid Entry, string Outcome, string At, string Hash, string Signature);

/// <summary>A refusal in the reader's language.</summary>
/// <param name="Errors">Field → what to mend; null when it is not about fields.</param>
public sealed record EntryProblem(string Code, string Title, string Detail, IReadOnlyDictionary<string, string[]>? Errors = null);
