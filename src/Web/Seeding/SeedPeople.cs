using Gezhi.Cases;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Who does which move of the invented histories. 角色分配</summary>
internal sealed class SeedPeople
{
    private static readonly int[] CodeLengths = [17, 15, 12, 9];
    private readonly int district;
    private readonly ILookup<Role, Actor> byRole;
    private readonly Dictionary<string, Actor> byUnit;
    private readonly Dictionary<string, Actor> byGrid;
    private readonly Dictionary<string, SeedUnit> units;
    private readonly ILookup<string, FilingCondition> conditions;

    private SeedPeople(int district, IReadOnlyList<Actor> staff, SeedCast cast, SeedCatalogue catalogue)
    {
        this.district = district;
        byRole = staff.ToLookup(a => a.Posts[0].Role);
        byUnit = staff
            .Where(a => a.Posts[0].UnitCode is not null)
            .GroupBy(a => a.Posts[0].UnitCode!)
            .ToDictionary(g => g.Key, g => g.First());
        byGrid = byRole[Role.GridWorker]
            .SelectMany(a => a.Posts, (a, p) => (a, p.AreaCode))
            .Where(p => p.AreaCode is not null)
            .GroupBy(p => p.AreaCode!)
            .ToDictionary(g => g.Key, g => g.First().a);
        units = cast.Units.ToDictionary(u => u.Code);
        conditions = catalogue.Conditions.OrderBy(c => c.Order).ToLookup(c => c.CategoryKey);
    }

    public static async Task<SeedPeople> Read(GezhiDb db, SeedCast cast, SeedCatalogue catalogue, DateOnly today, CancellationToken ct)
    {
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.ValidTo == null || p.ValidTo > today).ToListAsync(ct);
        var byAccount = posts.ToLookup(p => p.AccountId);
        var accounts = await db.Set<Account>().AsNoTracking().OrderBy(a => a.NormalizedUserName).ToListAsync(ct);
        var staff = accounts
            .Where(a => byAccount[a.Id].Any())
            .Select(a => new Actor(
                db.DistrictId,
                ActorKind.Staff,
                a.Id,
                a.Name,
                [.. byAccount[a.Id].Select(p => new ActorPost(p.Id, p.Role, p.AreaCode, p.UnitCode, p.Title))]
            ));
        return new SeedPeople(db.DistrictId, [.. staff], cast, catalogue);
    }

    /// <summary>Staff take down what comes by their channels; residents speak for themselves.</summary>
    public Actor Reporter(SeedReport said) =>
        said.Channel switch
        {
            Channel.ResidentPage or Channel.CitizenApp => Actor.Anonymous(district),
            Channel.GridPatrol or Channel.Visit => WorkerOf(said.AreaCode),
            Channel.Hotline or Channel.WalkIn or Channel.Leader => Pick(Role.Operator, said.No),
            _ => Actor.System(district),
        };

    /// <summary>The person whose role does the move; never the one who may not (own check, own return).</summary>
    public Actor For(SeedMove move, Case subject) =>
        move.By switch
        {
            null => Actor.Anonymous(district),
            Role.Handler => subject.LeadUnitCode is { } unit && byUnit.TryGetValue(unit, out var handler)
                ? handler
                : WorkerOf(subject.AreaCode),
            Role.GridWorker => WorkerOf(subject.AreaCode),
            Role.Dispatcher => byRole[Role.Dispatcher].First(d => d.AccountId != subject.DispatchedBy),
            Role.Checker => byRole[Role.Checker].Where(c => c.AccountId != subject.HandledBy).ElementAt(subject.Sequence % 2),
            var role => Pick(role.Value, subject.Sequence),
        };

    /// <summary>Decides on what nobody owns.</summary>
    public Actor Decider => byRole[Role.Leader].FirstOrDefault(a => a.Posts[0].AreaCode?.Length == 6) ?? byRole[Role.ShiftLeader].First();

    public FilingCondition? ConditionOf(SeedReport said) =>
        conditions[said.CategoryKey].ElementAtOrDefault(Math.Max(0, said.ConditionOrder - 1))
        ?? conditions[said.CategoryKey].FirstOrDefault();

    public TimeLimit LimitOf(SeedReport said) => ConditionOf(said)?.Limit ?? FileCase.DefaultLimit;

    /// <summary>The unit by the rules, with the stored reason, as the dispatcher would see it.</summary>
    public (string Unit, Guid? RuleId, string Reason) UnitFor(Case subject, SeedCatalogue catalogue, DateTime at, WorkCalendar calendar)
    {
        string[] returned = [.. subject.Fresh.Where(t => t.Action == CaseAction.SendBack).Select(t => t.UnitCode).OfType<string>()];
        var interim = units
            .Values.Where(u => u.Kind == UnitKind.ResponseGroup && subject.AreaCode.StartsWith(u.Area, StringComparison.Ordinal))
            .MaxBy(u => u.Area.Length);
        var proposal = DispatchProposal.For(
            catalogue.Index,
            new Matter(subject.CategoryKey!, subject.AreaCode, subject.Channel, subject.IsUrgent)
            {
                LocalAt = calendar.Local(at),
                Lon = subject.Lon,
                Lat = subject.Lat,
            },
            new(units.ContainsKey, returned, interim?.Code, catalogue.Places)
        );
        return (proposal.UnitCode!, proposal.Rule?.Id, proposal.Reason.ToJson());
    }

    private Actor Pick(Role role, int number)
    {
        var all = byRole[role].Take(3).ToList();
        return all[number % all.Count];
    }

    private Actor WorkerOf(string areaCode) =>
        CodeLengths.Where(n => n <= areaCode.Length).Select(n => byGrid.GetValueOrDefault(areaCode[..n])).FirstOrDefault(a => a is not null)
        ?? byRole[Role.GridWorker].First();
}
