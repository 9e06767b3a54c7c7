using Gezhi.Cases.CasePages;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>What the case page says of the systems its reports came from. 来源说明</summary>
internal sealed class SourceFacts(IReadOnlyDictionary<Guid, string> names, IReadOnlyDictionary<Guid, AlarmView> alarms)
{
    private static readonly SourceFacts None = new(new Dictionary<Guid, string>(), new Dictionary<Guid, AlarmView>());

    public string? NameOf(Guid? sourceId) => sourceId is { } id ? names.GetValueOrDefault(id) : null;

    public AlarmView? AlarmOf(Guid reportId) => alarms.GetValueOrDefault(reportId);

    /// <summary>Every connected system by name, retired ones at the end, for choosing.</summary>
    public static async Task<IReadOnlyList<(Guid Id, string Name)>> Names(GezhiDb db, CancellationToken ct)
    {
        var all = await db.Set<ChannelSource>()
            .AsNoTracking()
            .Select(s => new
            {
                s.Id,
                s.Name,
                IsRetired = s.RetiredAt != null,
            })
            .ToListAsync(ct);
        return [.. all.OrderBy(s => s.IsRetired).ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => (s.Id, s.Name))];
    }

    /// <summary>Asks the database only when a report came from a system at all.</summary>
    public static async Task<SourceFacts> Of(GezhiDb db, IReadOnlyList<Report> reports, CancellationToken ct)
    {
        var ids = reports.Select(r => r.SourceId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
            return None;
        var names = await db.Set<ChannelSource>().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var ofSensors = reports.Where(r => r.Channel == Contract.Channel.Sensor).Select(r => (Guid?)r.Id).ToList();
        if (ofSensors.Count == 0)
            return new SourceFacts(names, new Dictionary<Guid, AlarmView>());
        var alarms = await db.Set<SourceDevice>()
            .Where(d => ofSensors.Contains(d.ReportId))
            .ToDictionaryAsync(d => d.ReportId!.Value, d => new AlarmView(d.Repeats, d.LastAt, d.ClearedAt), ct);
        return new SourceFacts(names, alarms);
    }
}
