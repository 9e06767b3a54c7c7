using System.Security.Cryptography;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Timelines;

/// <summary>One move of a case: appended, never changed or deleted; chained by hashes. 流转记录</summary>
public sealed class TimelineRow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>1, 2, 3… without gaps.</summary>
    public int Sequence { get; init; }

    public CaseAction Action { get; init; }
    public CaseState From { get; init; }
    public CaseState To { get; init; }
    public ActorKind By { get; init; }

    /// <summary>Staff account; null for residents and the system.</summary>
    public Guid? AccountId { get; init; }

    public Guid? PostId { get; init; }

    /// <summary>What the public sees instead of a name, e.g. "Z3 网格员".</summary>
    public string PostTitle { get; init; } = "";

    /// <summary>Server time, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Time of the device; null unless it came from one.</summary>
    public DateTime? DeviceAt { get; init; }

    /// <summary>Unit that got the case, on dispatches.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Responsibility rule used; null when a person decided freely.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>Salted hash of the note; null when there is none. The note itself is a <see cref="TimelineText"/>.</summary>
    public byte[]? NoteHash { get; init; }

    /// <summary>Salted hash of the public text.</summary>
    public byte[]? PublicHash { get; init; }

    /// <summary>Hashes of the files added by this move, separated by commas; null when none.</summary>
    public string? Evidence { get; init; }

    public byte[] PreviousHash { get; init; } = [];
    public byte[] Hash { get; private set; } = [];

    /// <summary>What the hash must be.</summary>
    public byte[] Recompute() =>
        Chain.Hash(
            PreviousHash,
            DistrictId,
            CaseId,
            Sequence,
            Action.ToString(),
            From.ToString(),
            To.ToString(),
            By.ToString(),
            AccountId,
            PostId,
            PostTitle,
            At,
            DeviceAt,
            UnitCode,
            RuleId,
            NoteHash,
            PublicHash,
            Evidence
        );

    internal TimelineRow Sealed()
    {
        Hash = Recompute();
        return this;
    }
}

/// <summary>Text of a move: may be erased by law, and the chain still verifies. 流转文字</summary>
public sealed class TimelineText : ITenantRow
{
    /// <summary>Longest note or public text, characters.</summary>
    public const int Longest = 2000;

    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }
    public int Sequence { get; init; }

    /// <summary>16 random bytes.</summary>
    public byte[] Salt { get; init; } = [];

    /// <summary>For colleagues; null when none or erased.</summary>
    public string? Note { get; set; }

    /// <summary>For the reporters; null when none or erased.</summary>
    public string? PublicText { get; set; }

    /// <summary>When the text was erased by law; null while it stands.</summary>
    public DateTime? ErasedAt { get; set; }

    internal static byte[] NewSalt() => RandomNumberGenerator.GetBytes(16);
}
