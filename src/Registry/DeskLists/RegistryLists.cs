using System.Linq.Expressions;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Reading;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.DeskLists;

/// <summary>What lists of the registry on the community desk share: records of today in the reader's areas. 台账清单基类</summary>
internal abstract class RegistryList(GezhiDb db, WorkCalendar calendar, TimeProvider clock) : DeskQuery(clock)
{
    public override DeskPart Part => DeskPart.Unowned;

    public override bool IsFor(Actor actor) => actor.Can(Permission.SeeRegistry) && actor.Can(Permission.Supervise);

    protected override Expression<Func<DeskEntry, bool>>? Late => null;

    protected override bool IsInTime => false;

    protected GezhiDb Db => db;

    /// <summary>Areas do not lie in each other, so nothing is counted twice.</summary>
    protected IQueryable<T> Mine<T>(Actor actor)
        where T : RegistryRecord
    {
        var today = calendar.LocalDay(Now);
        var records = db.Set<T>().AsNoTracking().Where(r => r.ValidFrom <= today && (r.ValidTo == null || r.ValidTo > today));
        var areas = RegistryScope.Areas(actor);
        return areas.Count == 0
            ? records.Where(r => false)
            : areas
                .Select(a =>
                {
                    var end = RegistryScope.LastIn(a);
                    return records.Where(r => r.AreaCode.CompareTo(a) >= 0 && r.AreaCode.CompareTo(end) <= 0);
                })
                .Aggregate((all, more) => all.Concat(more));
    }
}

/// <summary>没有主管、权属、养护单位的部件.</summary>
internal sealed class ComponentsUnowned(GezhiDb db, WorkCalendar calendar, TimeProvider clock) : RegistryList(db, calendar, clock)
{
    public override string Key => "components-unowned";
    public override int Order => 40;

    public override string Name(IStringLocalizer T) => T["没有单位负责的部件"];

    public override string Formula(IStringLocalizer T) => T["台账里主管部门、权属单位、养护单位都空着的部件"];

    public override string Href(DeskEntry entry) => Slugs.Href(RecordKind.Component, entry.Id);

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Mine<Component>(actor)
                .Where(c => c.Department == "" && c.Owner == "" && c.Carer == "")
                .Select(c => new DeskEntry
                {
                    Id = c.Id,
                    Title = c.Name,
                    No = c.Code,
                    Note = c.Address,
                    AreaCode = c.AreaCode,
                })
        );
}

/// <summary>没有经营主体的场所: premises on whose books nobody stands.</summary>
internal sealed class PlacesUnowned(GezhiDb db, WorkCalendar calendar, TimeProvider clock) : RegistryList(db, calendar, clock)
{
    public override string Key => "places-unowned";
    public override int Order => 50;

    public override string Name(IStringLocalizer T) => T["没有登记谁在经营的场所"];

    public override string Formula(IStringLocalizer T) => T["台账里没有登记经营单位的场所；市场里的摊位不计"];

    public override string Href(DeskEntry entry) => Slugs.Href(RecordKind.Place, entry.Id);

    protected override ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct) =>
        new(
            Mine<Place>(actor)
                .Where(p => p.OrganisationId == null && p.MarketId == null && p.Type != PlaceKind.Stall)
                .Select(p => new DeskEntry
                {
                    Id = p.Id,
                    Title = p.Name,
                    Note = p.Address,
                    AreaCode = p.AreaCode,
                })
        );
}

/// <summary>没有网格员的房屋: dwellings in whose micro-grid and grid no worker holds a post.</summary>
internal sealed class DwellingsUnowned(GezhiDb db, ReadGridStaff staff, WorkCalendar calendar, TimeProvider clock)
    : RegistryList(db, calendar, clock)
{
    private const int GridLength = 15;

    public override string Key => "dwellings-unowned";
    public override int Order => 60;

    public override string Name(IStringLocalizer T) => T["没有网格员负责的房屋"];

    public override string Formula(IStringLocalizer T) => T["所在微网格和网格今天都没有网格员的房屋"];

    public override string Href(DeskEntry entry) => Slugs.Href(RecordKind.Dwelling, entry.Id);

    protected override async ValueTask<IQueryable<DeskEntry>> Entries(Actor actor, CancellationToken ct)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var area in RegistryScope.Areas(actor))
        foreach (var post in await staff(area.Length > GridLength ? area[..GridLength] : area, ct))
            if (post.Role == Role.GridWorker && post.AreaCode.Length >= GridLength)
                held.Add(post.AreaCode);
        var (micro, grids) = (held.Where(c => c.Length > GridLength).ToList(), held.Where(c => c.Length == GridLength).ToList());
        return Mine<Dwelling>(actor)
            .Where(d => !micro.Contains(d.AreaCode) && !grids.Contains(d.AreaCode.Substring(0, GridLength)))
            .Join(
                Db.Set<Building>().AsNoTracking(),
                d => d.BuildingId,
                b => b.Id,
                (d, b) =>
                    new
                    {
                        Dwelling = d,
                        b.Compound,
                        b.BuildingNo,
                        b.Road,
                        b.DoorNo,
                    }
            )
            .Select(x => new DeskEntry
            {
                Id = x.Dwelling.Id,
                Title = x.Compound + x.BuildingNo,
                Note = x.Road + x.DoorNo,
                AreaCode = x.Dwelling.AreaCode,
            });
    }
}
