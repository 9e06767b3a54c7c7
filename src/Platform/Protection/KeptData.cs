namespace Gezhi.Platform.Protection;

/// <summary>What a module keeps of the person who proved a phone, and how it lets go of it. 本人信息</summary>
/// <remarks>
/// Each module that keeps personal data of residents brings one. What it tells goes to the person alone; it opens nothing of others and nothing that
/// the registry keeps sealed.
/// </remarks>
public interface IKeptData
{
    /// <summary>Stable name of the kind of item.</summary>
    string Kind { get; }

    /// <summary>Actions of the audit trail by which somebody looked at such an item.</summary>
    IReadOnlyList<string> Looks { get; }

    /// <summary>For what somebody looked, in the reader's words.</summary>
    /// <param name="detail">As it stands on the trail.</param>
    string Purpose(string detail);

    /// <summary>What is kept under this phone, newest first.</summary>
    /// <param name="phone">Proved by a code; normalised.</param>
    Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct);

    /// <summary>Takes phone and what else came by consent off an item; added to the change that is being made, the caller saves.</summary>
    /// <returns>False: nothing of this phone is kept there, or it is still needed.</returns>
    Task<bool> Erase(Guid id, string phone, CancellationToken ct);
}

/// <summary>One thing that is kept of a person. 一条本人信息</summary>
/// <param name="Title">In the reader's words; no data of others.</param>
/// <param name="Why">For what it is kept, in the reader's words.</param>
/// <param name="Basis">By what right.</param>
/// <param name="Since">UTC.</param>
/// <param name="Fields">What exactly; the person's own.</param>
/// <param name="StillNeeded">Why it cannot be erased now, in the reader's words; null when it can.</param>
/// <param name="Href">Where the person sees it; null when nowhere.</param>
public sealed record KeptItem(
    string Kind,
    Guid Id,
    string Title,
    string Why,
    LegalBasis Basis,
    DateTime Since,
    IReadOnlyList<KeptField> Fields,
    string? StillNeeded,
    string? Href = null
);

/// <param name="Name">In the reader's words.</param>
/// <param name="Value">Whole: goes into the copy.</param>
/// <param name="Shown">On the page; null: as it is.</param>
public sealed record KeptField(string Name, string Value, string? Shown = null);

/// <summary>By what right personal data are kept (个人信息保护法 art. 13). 处理依据</summary>
public enum LegalBasis
{
    /// <summary>履行法定职责</summary>
    StatutoryDuty,

    /// <summary>本人同意</summary>
    Consent,

    /// <summary>应对突发事件</summary>
    Emergency,

    /// <summary>工作人员管理所必需</summary>
    Employment,
}
