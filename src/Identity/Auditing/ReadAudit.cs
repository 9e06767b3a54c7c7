using System.Buffers.Binary;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Auditing;

/// <summary>One row of the trail as the audit administrator reads it. 审计条目</summary>
/// <param name="Who">Name of the account; empty for nobody signed in and for the system.</param>
/// <param name="Whom">Name of the account concerned; empty when it is another kind of record.</param>
/// <param name="IsSealed">It stands in the chain.</param>
internal sealed record AuditView(
    Guid Id,
    long? Seq,
    DateTime At,
    string Action,
    Guid? AccountId,
    string Who,
    Guid? SubjectId,
    string Whom,
    string Detail,
    bool IsSealed
);

/// <summary>A page of the trail, newest first. 审计列表</summary>
/// <param name="Next">Id before which the next page begins; null at the end.</param>
internal sealed record AuditRows(IReadOnlyList<AuditView> Rows, Guid? Next);

/// <summary>Reads the audit trail; nobody can change it here. 查审计</summary>
internal sealed class ReadAudit(GezhiDb db, Staffing staffing, LocalDay day)
{
    private const int PageLength = 100;

    /// <param name="action">Beginning of the action, e.g. <c>sign-in.</c>; empty for all.</param>
    /// <param name="from">First local day; null: from the beginning.</param>
    /// <param name="to">Last local day; null: until now.</param>
    /// <param name="before">Where the last page ended.</param>
    public async Task<AuditRows> Page(string? action, DateOnly? from, DateOnly? to, Guid? before, CancellationToken ct)
    {
        // Ids are made in the order of time, so days are ranges of the key and every page costs the same.
        var rows = db.Set<AuditRow>().AsNoTracking();
        if (from is { } first && FirstIdOf(first) is var lowest)
            rows = rows.Where(a => a.Id >= lowest);
        if (to is { } last && last < DateOnly.MaxValue && FirstIdOf(last.AddDays(1)) is var end)
            rows = rows.Where(a => a.Id < end);
        if (before is { } id)
            rows = rows.Where(a => a.Id < id);
        if (!string.IsNullOrWhiteSpace(action))
            rows = rows.Where(a => a.Action.StartsWith(action.Trim()));
        var page = await rows.OrderByDescending(a => a.Id).Take(PageLength + 1).ToListAsync(ct);
        var shown = page.Take(PageLength).ToList();
        return new AuditRows(await Views(shown, ct), page.Count > PageLength ? shown[^1].Id : null);
    }

    private async Task<List<AuditView>> Views(List<AuditRow> rows, CancellationToken ct)
    {
        var people = rows.SelectMany(a => new[] { a.AccountId, a.SubjectId }).OfType<Guid>().Distinct().ToList();
        var names = await staffing.Names(people, ct);
        string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
        return rows.ConvertAll(a => new AuditView(
            a.Id,
            a.Seq,
            a.At,
            a.Action,
            a.AccountId,
            Name(a.AccountId),
            a.SubjectId,
            Name(a.SubjectId),
            a.Detail,
            a.Seq is not null
        ));
    }

    /// <summary>The smallest version-7 id of a day: its first 48 bits are milliseconds since 1970.</summary>
    private Guid FirstIdOf(DateOnly local)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Math.Max(0, new DateTimeOffset(day.StartOf(local), TimeSpan.Zero).ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
