using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Protection;

/// <summary>What of somebody is held. 保全类别</summary>
public enum HeldKind
{
    /// <summary>台账人员</summary>
    Person,

    /// <summary>居民账号</summary>
    Account,
}

/// <summary>Nothing that is kept of a person is deleted until a day, because it is needed as evidence: by whom, for what, until when. 人员保全</summary>
/// <remarks>
/// It ends by itself after its last day, or earlier by hand. While it stands the data may be kept and nothing else (个人信息保护法 art. 47): a consent that is
/// taken back meanwhile closes what it covered, and the deletion follows when the hold is over.
/// </remarks>
public sealed class PersonHold : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public HeldKind Kind { get; init; }

    /// <summary>The person of the registry, or the resident's account.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>For what it is held; no personal data.</summary>
    public string Reason { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Account of the one who holds.</summary>
    public Guid By { get; init; }

    /// <summary>Title of the post by which it was done.</summary>
    public string ByPost { get; init; } = "";

    /// <summary>Last local day on which it holds.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>UTC; null unless it was ended by hand.</summary>
    public DateTime? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Ended by hand before its day. 解除</summary>
    public void End(Guid? by, DateTime now) => (EndedAt, EndedBy) = (now, by);
}

internal sealed class PersonHoldTable : IEntityTypeConfiguration<PersonHold>
{
    public void Configure(EntityTypeBuilder<PersonHold> row)
    {
        row.ToTable("platform_person_hold");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.Reason).HasMaxLength(800);
        row.Property(h => h.ByPost).HasMaxLength(100);
        row.HasIndex(h => new { h.DistrictId, h.SubjectId });
        row.HasIndex(h => new
        {
            h.DistrictId,
            h.EndedAt,
            h.EndsOn,
        });
    }
}

/// <summary>Whom a module can hold: it finds them by a phone or by the id of its own record. 可保全的人</summary>
public interface IHoldable
{
    HeldKind Kind { get; }

    /// <summary>Ids of those whom the module keeps under a phone, or by an id; empty for nobody.</summary>
    /// <param name="phone">Normalised; null when only the id is known.</param>
    /// <param name="id">Null when only the phone is known.</param>
    Task<IReadOnlyList<Guid>> Find(string? phone, Guid? id, CancellationToken ct);
}

/// <summary>Asks whether somebody is held today; every way by which data of people go away asks it. 保全查询</summary>
public sealed class HoldBook(GezhiDb db, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Holds that stand today.</summary>
    /// <remarks>Tracked like every question: said here, "untracked" would hold for the whole statement in which this one stands.</remarks>
    public IQueryable<PersonHold> Standing()
    {
        var today = calendar.LocalDay(clock.UtcNow);
        return db.Set<PersonHold>().Where(h => h.EndedAt == null && h.EndsOn >= today);
    }

    public Task<bool> IsHeld(Guid subjectId, CancellationToken ct) => Standing().AnyAsync(h => h.SubjectId == subjectId, ct);

    /// <summary>The last local day on which somebody is held; null: is not.</summary>
    public Task<DateOnly?> Until(Guid subjectId, CancellationToken ct) =>
        Standing().Where(h => h.SubjectId == subjectId).MaxAsync(h => (DateOnly?)h.EndsOn, ct);
}
