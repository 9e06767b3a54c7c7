using System.Text.Json;
using Gezhi.Platform.Files;

namespace Gezhi.Platform.Fieldwork;

/// <summary>What a worker entered on the phone, perhaps hours ago and without network. 现场记录</summary>
/// <param name="Id">Made on the device, once.</param>
/// <param name="Kind">Which handler takes it, e.g. <c>hand-in</c>.</param>
/// <param name="CaseId">The case it is about; null when it opens one.</param>
/// <param name="BaseVersion">The version of the case that the worker saw; null when the device did not know one.</param>
/// <param name="MadeAt">Time of the device, UTC.</param>
/// <param name="Data">Fields of the command, as sent.</param>
/// <param name="Files">Photos, whole and checked, in the order of the entry.</param>
public sealed record FieldEntry(
    Guid Id,
    string Kind,
    Guid? CaseId,
    int? BaseVersion,
    DateTime MadeAt,
    JsonElement Data,
    IReadOnlyList<FieldFile> Files
)
{
    /// <summary>The files alone.</summary>
    public IReadOnlyList<IncomingFile> Incoming => [.. Files.Select(f => f.File)];
}

/// <summary>A photo of an entry. 现场照片</summary>
/// <param name="Hash">SHA-256, 64 lower-case hex digits.</param>
/// <param name="File">Name and bytes.</param>
public sealed record FieldFile(string Hash, IncomingFile File);

/// <summary>What others did to a case since the worker last saw it. 期间变化</summary>
/// <param name="State">State now, as in the contract of the module.</param>
/// <param name="StateText">The state in the reader's language.</param>
/// <param name="Version">To be sent as base version with the next try.</param>
/// <param name="By">Title of the post of the last step; never a name.</param>
/// <param name="At">UTC; time of the last step by somebody else.</param>
/// <param name="Lines">What happened, oldest first, in the reader's language.</param>
public sealed record Meanwhile(string State, string StateText, int Version, string By, DateTime At, IReadOnlyList<string> Lines);

/// <summary>Does what an entry says, by the feature that would have done it on a page. Registered as scoped. 现场记录处理</summary>
public interface IEntryHandler
{
    /// <summary>Kinds of entries it takes; no other handler takes them.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Runs the command on the case as it stands now, not on the version the worker saw.</summary>
    /// <remarks>The row of the entry was appended to the database context before: whatever is saved first here saves it in the same transaction.</remarks>
    /// <returns>The case that was moved or opened, and its version; null where nothing has a version.</returns>
    /// <exception cref="Exception">A refusal; nothing may be kept then.</exception>
    Task<EntryDone> Run(FieldEntry entry, Actors.Actor actor, CancellationToken ct);

    /// <summary>What others did since; null when nobody did anything, or when the case is not for this person to see.</summary>
    Task<Meanwhile?> Since(Guid? caseId, int? baseVersion, Actors.Actor actor, CancellationToken ct);

    /// <summary>Where the matter lies: 6 to 17 digits; null when nobody knows it. Asked for an entry that was not done, whoever sent it.</summary>
    Task<string?> AreaOf(Guid caseId, CancellationToken ct);
}

/// <summary>What came of an entry. 处理结果</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">Its version now.</param>
public sealed record EntryDone(Guid? CaseId, int? Version);
