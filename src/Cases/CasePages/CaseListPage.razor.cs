using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Channels;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gezhi.Cases.CasePages;

/// <summary>Reads what the address asks for. 案件列表页</summary>
public sealed partial class CaseListPage : GezhiPage
{
    /// <summary>The list, for whoever did something by which a case went to others.</summary>
    internal const string AfterLeaving = "/cases?left=1";

    private static readonly string[] Kept = ["area", "category", "sentback", "filed"];

    private ListCases.Page page = new([], null);
    private CaseFilter filter = new();
    private IReadOnlyList<UnitView> units = [];
    private Dictionary<string, string> unitNames = [];
    private IReadOnlyList<(Guid Id, string Name)> sources = [];
    private CatalogueOf? catalogue;
    private DateTime now;

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [Inject]
    private ListCases List { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private UnitDirectory Units { get; set; } = null!;

    [Inject]
    private StaffWords Words { get; set; } = null!;

    [Inject]
    private TimeWords Times { get; set; } = null!;

    [Inject]
    private AreaWords Areas { get; set; } = null!;

    private CaseCursor? After => CaseCursor.Read(Query("after"));

    /// <summary>Conditions that come from links and have no field of their own.</summary>
    private IEnumerable<(string Name, string Value)> Also =>
        Kept.Select(name => (name, Value: Query(name) ?? "")).Where(pair => pair.Value.Length > 0);

    private string AlsoWords =>
        string.Join(
            " · ",
            new[]
            {
                filter.Area is { } area ? T["区域：{0}", Areas.Path(area)].Value : null,
                filter.Category is { } category ? T["类别：{0}", catalogue!.NameOf(category)].Value : null,
                filter.SentBack is { } times ? T["退单 {0} 次以上", times].Value : null,
                filter.FiledSince is not null ? T["今日受理"].Value : null,
            }.OfType<string>()
        );

    protected override async Task Fetch()
    {
        var ct = Http!.RequestAborted;
        now = Desk.Now;
        filter = Read();
        catalogue = await Desk.Catalogue(ct);
        units = await Units.Active(ct);
        unitNames = units.ToDictionary(u => u.Code, u => u.Name(Culture), StringComparer.Ordinal);
        sources = await SourceFacts.Names(Desk.Db, ct);
        page = await List.Run(filter, After, ListCases.Most, Actor, ct);
    }

    private CaseFilter Read() =>
        new()
        {
            Words = Query("q"),
            State = Named.One<CaseState>(Query("state")),
            Channel = Named.One<Channel>(Query("channel")),
            Unit = Query("unit"),
            Source = Guid.TryParse(Query("source"), out var source) ? source : null,
            Area = Query("area"),
            Category = Query("category"),
            IsLate = Query("late") == "1",
            SentBack = int.TryParse(Query("sentback"), out var times) && times is > 0 and < 100 ? times : null,
            FiledSince = Query("filed") == "today" ? Desk.Calendar.LocalMidnightUtc(Desk.Calendar.LocalDay(now)) : null,
        };

    private string? Query(string name) => Http!.Request.Query[name].ToString() is { Length: > 0 and <= 100 } value ? value : null;

    private string Address(string? after)
    {
        var query = new QueryBuilder(
            Http!.Request.Query.Where(p => p.Key is not ("after" or "left")).Select(p => KeyValuePair.Create(p.Key, p.Value.ToString()))
        );
        if (after is not null)
            query.Add("after", after);
        return "/cases" + query.ToQueryString();
    }

    private string Unit(string? code) => code is null ? "—" : unitNames.GetValueOrDefault(code, code);
}
