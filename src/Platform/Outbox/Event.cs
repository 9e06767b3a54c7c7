using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Outbox;

/// <summary>Something that happened, saved with the change itself. 事件</summary>
/// <remarks>
/// Written without a number by the user's transaction; the pump numbers committed rows in batches, so the feed has no hot counter.
/// <see cref="Seq"/> is the district's feed position: gap-free, in the order in which the pump saw the commits.
/// </remarks>
public sealed class EventRow : ITenantRow
{
    private object? told;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Feed position; null until the pump has seen the commit.</summary>
    public long? Seq { get; internal set; }

    /// <summary>Past tense, dotted, stable: <c>cases.moved</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The aggregate it happened to.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Where: 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>What handlers need, as JSON; never personal data.</summary>
    public string? Payload { get; init; }

    public DateTime At { get; init; }

    /// <summary>W3C traceparent of the request, so that a case's whole story can be followed.</summary>
    public string? TraceParent { get; init; }

    /// <summary>What was told, parsed once however many ask.</summary>
    /// <returns>Null when the event is of another kind.</returns>
    public T? Told<T>(string kind)
        where T : class => Kind == kind ? (T)(told ??= System.Text.Json.JsonSerializer.Deserialize<T>(Payload!)!) : null;
}

/// <summary>One handler's debt to one event: retried until done, then dead and visible. 投递</summary>
public sealed class Delivery : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid EventId { get; init; }
    public string Handler { get; init; } = "";
    public int Attempts { get; set; }

    /// <summary>When it is tried next; null when done or dead.</summary>
    public DateTime? NextAt { get; set; }

    public DateTime? DoneAt { get; set; }

    /// <summary>Given up after the last attempt; a person must look.</summary>
    public DateTime? DeadAt { get; set; }

    /// <summary>Type of the last failure; never its text, which may hold personal data.</summary>
    public string? LastError { get; set; }
}

/// <summary>How far the feed of a district is numbered, and which node numbers it. 动态序号</summary>
public sealed class FeedHead : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public long LastSeq { get; set; }
    public long LastAuditSeq { get; set; }
    public byte[] LastAuditHash { get; set; } = new byte[32];
    public string? Node { get; set; }
    public DateTime LeasedUntil { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class EventTable : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.ToTable("platform_event");
        row.HasKey(r => new { r.DistrictId, r.Id });
        // With the id, or those that wait for their number are looked for among all.
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.Seq,
            r.Id,
        });
        row.Property(r => r.Kind).HasMaxLength(48);
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.Payload).HasMaxLength(4000);
        row.Property(r => r.TraceParent).HasMaxLength(60);
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> row)
    {
        row.ToTable("platform_delivery");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.EventId,
            r.Handler,
        });
        row.Property(r => r.Handler).HasMaxLength(60);
        row.Property(r => r.Attempts).IsConcurrencyToken(); // two nodes cannot both save the effects of one delivery
        row.HasIndex(r => new { r.DistrictId, r.NextAt });
    }
}

internal sealed class FeedHeadTable : IEntityTypeConfiguration<FeedHead>
{
    public void Configure(EntityTypeBuilder<FeedHead> row)
    {
        row.ToTable("platform_feed_head");
        row.HasKey(r => r.DistrictId);
        row.Property(r => r.Node).HasMaxLength(60);
        row.Property(r => r.LastAuditHash).HasMaxLength(32);
    }
}

/// <summary>Telling events. 事件登记</summary>
public static class Events
{
    /// <summary>Adds an event to the change that is being made; delivered after the commit, never without it.</summary>
    public static void Tell(this GezhiDb db, string kind, Guid subjectId, string areaCode, DateTime now, object? payload = null) =>
        db.Append(
            new EventRow
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                Kind = kind,
                SubjectId = subjectId,
                AreaCode = areaCode,
                Payload = payload is null ? null : System.Text.Json.JsonSerializer.Serialize(payload),
                At = now,
                TraceParent = System.Diagnostics.Activity.Current?.Id,
            }
        );
}
