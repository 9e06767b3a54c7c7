using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace Gezhi.Identity.Viewing;

/// <summary>Reads the audit trail every minute and alarms when somebody looks at data of unusually many people. 查看异常监测</summary>
/// <remarks>It counts rows of the trail, so nobody can look without being counted; what was looked at before the last finding counts no more.</remarks>
internal sealed class ViewingWatch(
    IServiceScopeFactory scopes,
    ViewingRule rule,
    IEnumerable<AuditWord> words,
    Districts districts,
    TimeProvider clock,
    ILogger<ViewingWatch> log
) : Loop(clock, log)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly ILookup<LookKind, string> actions = words.Where(w => w.Look != LookKind.None).ToLookup(w => w.Look, w => w.Action);

    /// <summary>Somebody has reached a limit.</summary>
    private sealed record Found(Guid AccountId, ViewingKind Kind, int Count, int Limit, DateTime From);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Look(district, ct);
        return Rest;
    }

    /// <summary>One look at a district.</summary>
    /// <returns>How many alerts were raised or have grown.</returns>
    public async Task<int> Look(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = Now;
        var closed = await db.Set<ViewingAlert>()
            .Where(a => a.ClosedAt > now - Day)
            .GroupBy(a => new { a.AccountId, a.Kind })
            .Select(g => new { g.Key, At = g.Max(a => a.ClosedAt) })
            .ToDictionaryAsync(g => (g.Key.AccountId, g.Key.Kind), g => g.At!.Value, ct);
        var looks = await Looks(db, now - Day, ct);
        var found = new List<Found>();
        foreach (var person in looks.GroupBy(l => l.AccountId))
        {
            Count(found, person, ViewingKind.ManyFields, LookKind.Field, rule.Window, rule.MostFields, closed, now);
            Count(found, person, ViewingKind.ManyRecords, LookKind.Record, rule.Window, rule.MostRecords, closed, now);
            Count(found, person, ViewingKind.ManyChecked, LookKind.Check, Day, rule.MostChecked, closed, now);
            if (await UsualLimit(db, [.. person], now, ct) is { } limit)
                Count(found, person, ViewingKind.AboveUsual, LookKind.Field, Day, limit, closed, now);
        }
        var alarm = scope.ServiceProvider.GetRequiredService<AdministratorAlarm>();
        var texts = scope.ServiceProvider.GetRequiredService<IStringLocalizer>();
        var told = 0;
        foreach (var one in found)
            told += await Raise(db, one, alarm, texts, now, ct) ? 1 : 0;
        return told;
    }

    private sealed record Seen(Guid AccountId, LookKind Kind, DateTime At, int Weight);

    private async Task<List<Seen>> Looks(GezhiDb db, DateTime since, CancellationToken ct)
    {
        var kinds = actions.SelectMany(g => g.Select(a => (Action: a, Kind: g.Key))).ToDictionary(a => a.Action, a => a.Kind);
        var asked = kinds.Keys.ToList();
        var first = Ids.Before(since);
        var rows = await db.Set<AuditRow>()
            .AsNoTracking()
            .Where(a => a.Id >= first && a.AccountId != null && asked.Contains(a.Action))
            .Select(a => new
            {
                a.AccountId,
                a.Action,
                a.At,
                a.Detail,
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new Seen(
            r.AccountId!.Value,
            kinds[r.Action],
            r.At,
            kinds[r.Action] == LookKind.Check ? FirstNumber(r.Detail) : 1
        ));
    }

    private static void Count(
        List<Found> found,
        IEnumerable<Seen> person,
        ViewingKind kind,
        LookKind look,
        TimeSpan span,
        int limit,
        Dictionary<(Guid, ViewingKind), DateTime> closed,
        DateTime now
    )
    {
        if (limit == 0)
            return;
        var who = person.First().AccountId;
        var from = now - span;
        if (closed.TryGetValue((who, kind), out var until) && until > from)
            from = until;
        var count = person.Where(l => l.Kind == look && l.At > from).Sum(l => l.Weight);
        if (count >= limit)
            found.Add(new Found(who, kind, count, limit, from));
    }

    /// <summary>So many fields within a day are far above the person's own; null: fewer than would matter, or not enough days to tell.</summary>
    private async Task<int?> UsualLimit(GezhiDb db, List<Seen> today, DateTime now, CancellationToken ct)
    {
        if (rule.TimesUsual == 0 || rule.LeastForUsual == 0 || today.Count(l => l.Kind == LookKind.Field) < rule.LeastForUsual)
            return null;
        var (who, fields) = (today[0].AccountId, actions[LookKind.Field].ToList());
        var (from, until) = (Ids.Before(now - Day - TimeSpan.FromDays(ViewingRule.UsualDays)), Ids.Before(now - Day));
        var at = await db.Set<AuditRow>()
            .Where(a => a.AccountId == who && a.Id >= from && a.Id < until && fields.Contains(a.Action))
            .Select(a => a.At)
            .ToListAsync(ct);
        var days = at.Select(DateOnly.FromDateTime).Distinct().Count();
        return days < ViewingRule.LeastDays
            ? null
            : Math.Max(rule.LeastForUsual, (int)Math.Ceiling((double)rule.TimesUsual * at.Count / days));
    }

    private static async Task<bool> Raise(
        GezhiDb db,
        Found found,
        AdministratorAlarm alarm,
        IStringLocalizer texts,
        DateTime now,
        CancellationToken ct
    )
    {
        var key = ViewingAlert.Key(found.AccountId, found.Kind);
        var alert = await db.Set<ViewingAlert>().AsTracking().FirstOrDefaultAsync(a => a.Open == key, ct);
        if (alert is not null && !alert.Grow(found.Count, now))
            return false;
        if (alert is null)
        {
            alert = new ViewingAlert
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                AccountId = found.AccountId,
                Kind = found.Kind,
                Limit = found.Limit,
                FromAt = found.From,
                RaisedAt = now,
            }.Raise(found.Count, now);
            db.Add(alert);
            var detail = string.Create(CultureInfo.InvariantCulture, $"{found.Kind} {found.Count}/{found.Limit}");
            db.Audit(Actor.System(db.DistrictId), "viewing.alerted", found.AccountId, detail, now);
            await alarm.Tell(
                [Role.SecurityAdmin, Role.AuditAdmin],
                found.AccountId,
                ViewingRule.Notice,
                "/admin/viewing-alerts",
                () => (texts["格治：查看异常告警"], texts["【格治】有人查看个人信息的次数异常，请登录系统核查。"]),
                now,
                ct
            );
        }
        try
        {
            await db.Save(ct);
            return true;
        }
        catch (Exception e) when (e is DuplicateKey or StaleVersion)
        {
            db.Forget(); // another node was first
            return false;
        }
    }

    private static int FirstNumber(string detail) =>
        int.TryParse(detail.Split(' ', 2)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
}
