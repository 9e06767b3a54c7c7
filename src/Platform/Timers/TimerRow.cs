using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Platform.Timers;

/// <summary>Something that must happen at a time, kept beside the matter it belongs to. 定时事项</summary>
/// <remarks>
/// Saved with the change that sets it, claimed and done in one transaction with its effect: it fires once, also when nodes race or die.
/// A row left over from an older plan does no harm, because the handler looks at its subject before it does anything.
/// </remarks>
public sealed class TimerRow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Name of the handler: <c>cases.ladder</c>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is about.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>UTC; when it should happen.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>What the handler needs besides, as JSON; never personal data; null when nothing.</summary>
    public string? Data { get; init; }

    /// <summary>UTC; when it is tried next; null when done or given up.</summary>
    public DateTime? NextAt { get; internal set; }

    public DateTime? DoneAt { get; internal set; }

    /// <summary>Given up after the last attempt; a person must look.</summary>
    public DateTime? DeadAt { get; internal set; }

    /// <summary>Tries so far, the good one included.</summary>
    public int Attempts { get; internal set; }

    /// <summary>Type of the last failure; never its text, which may hold personal data.</summary>
    public string? LastError { get; internal set; }

    /// <summary>One more attempt, soon; when it fails too, it is given up again.</summary>
    /// <param name="now">UTC.</param>
    public void TryAgain(DateTime now) => (DeadAt, NextAt, Attempts) = (null, now, TimerLoop.MostAttempts - 1);

    /// <summary>It will not happen; a person decided so.</summary>
    /// <param name="now">UTC.</param>
    public void GiveUp(DateTime now) => (DeadAt, DoneAt, NextAt) = (null, now, null);
}

internal sealed class TimerTable : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> row)
    {
        row.ToTable("platform_timer");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.Kind).HasMaxLength(48);
        row.Property(t => t.Data).HasMaxLength(2000);
        row.Property(t => t.Attempts).IsConcurrencyToken(); // two nodes cannot both save the effect of one timer
        row.HasIndex(t => new { t.DistrictId, t.NextAt });
        row.HasIndex(t => new
        {
            t.DistrictId,
            t.SubjectId,
            t.Kind,
        });
    }
}

/// <summary>Setting and dropping timers. 定时登记</summary>
public static class TimerRows
{
    extension(GezhiDb db)
    {
        /// <summary>Adds a timer to the change that is being made; it fires after the commit, never without it.</summary>
        /// <param name="kind">Name of the handler.</param>
        /// <param name="subjectId">What it is about.</param>
        /// <param name="dueAt">UTC.</param>
        /// <param name="now">UTC; goes into the id.</param>
        /// <param name="data">What the handler needs besides; never personal data.</param>
        public void SetTimer(string kind, Guid subjectId, DateTime dueAt, DateTime now, object? data = null) =>
            db.Append(
                new TimerRow
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Kind = kind,
                    SubjectId = subjectId,
                    DueAt = dueAt,
                    NextAt = dueAt,
                    Data = data is null ? null : System.Text.Json.JsonSerializer.Serialize(data),
                }
            );

        /// <summary>Takes away what has not fired yet. At once, or with the transaction that is open.</summary>
        /// <remarks>Only housekeeping: a timer that fires for nothing finds its subject changed and does nothing.</remarks>
        /// <returns>How many went.</returns>
        public async Task<int> DropTimers(string kind, Guid subjectId, CancellationToken ct)
        {
            using var turn = await db.Dialect.WriteTurn(db.Database.CurrentTransaction is not null, ct);
            return await db.Set<TimerRow>()
                .Where(t => t.SubjectId == subjectId && t.Kind == kind && t.DoneAt == null)
                .ExecuteDeleteAsync(ct);
        }
    }
}
