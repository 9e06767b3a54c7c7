using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Units;

public sealed partial class UnitPage
{
    private WorkAddress address = null!;
    private ReadWorklist.Page page = new([], null);
    private WorkCounts counts = null!;
    private CatalogueOf catalogue = null!;
    private FormState? state;
    private List<(string Code, string Name)> units = [];
    private IReadOnlyList<AcceptMany.Answer> answers = [];
    private readonly List<RenderFragment> panels = [];

    [Inject]
    private ReadWorklist Worklist { get; set; } = null!;

    [Inject]
    private CountWork Counting { get; set; } = null!;

    [Inject]
    private AcceptMany Accepting { get; set; } = null!;

    [Inject]
    private ShowCase Showing { get; set; } = null!;

    [Inject]
    private CasePost Post { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private IEnumerable<Contract.ReadUnitPanel> Panels { get; set; } = null!;

    [Inject]
    private UnitDirectory Directory { get; set; } = null!;

    /// <summary>What was just done; unknown words say nothing.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    private string UnitName =>
        units.Count == 0 ? T["没有部门岗位"]
        : address.Filter.Unit is { } one && units.FirstOrDefault(u => u.Code == one) is { Name: { } name } ? name
        : string.Join(T["、"], units.Select(u => u.Name));

    private LocalizedString? SaidWords =>
        Said switch
        {
            "Accept" => T["已接单"],
            "HandIn" => T["已提交处置反馈，等待核查"],
            "SendBack" => T["已退单，由派遣员另行安排"],
            "AskMoreTime" => T["申请已提交，等待审批"],
            "Depart" => T["已记录出发，反映人会看到您正在赶来"],
            "Arrive" => T["已记录到场"],
            _ => null,
        };

    private IReadOnlyList<KpiFigure> Figures =>
        [
            new(T["待接单"], Number(counts.ToAccept), Href(WorkTab.ToAccept)),
            new(T["处置中"], Number(counts.Handling), Href(WorkTab.Handling)),
            new(T["今天到期"], Number(counts.DueToday), Href(WorkTab.Handling, new WorkFilter(IsDueToday: true)))
            {
                Tone = counts.DueToday > 0 ? "warn" : null,
            },
            new(T["已超时"], Number(counts.Late), Href(WorkTab.Handling, new WorkFilter(IsLate: true)))
            {
                Tone = counts.Late > 0 ? "late" : null,
            },
            new(
                T["按时办结率"],
                counts.Closed == 0 ? null : Number(Math.Floor(1000d * counts.OnTime / counts.Closed) / 10),
                Href(WorkTab.Done)
            )
            {
                Unit = counts.Closed == 0 ? null : "%",
                Note = T["近 {0} 天 {1} 件，按最初时限", CountWork.Days, counts.Closed],
            },
            new(T["返工"], Number(counts.Reworked)) { Note = T["近 {0} 天办结中", CountWork.Days] },
        ];

    private string EmptyTitle => address.Filter.IsEmpty ? T["这里没有案件"] : T["没有符合条件的案件"];

    private string EmptyText =>
        !address.Filter.IsEmpty ? T["换一个条件试试"]
        : units.Count == 0 ? T["台账属于部门经办人；您的任务在别的页面。"]
        : address.Tab switch
        {
            WorkTab.ToAccept => T["新派来的案件会出现在这里，按截止时间排。"],
            WorkTab.Handling => T["先到“待接单”接单，接下的案件会出现在这里。"],
            WorkTab.ToCheck => T["提交处置反馈后，等待核查的案件会出现在这里。"],
            WorkTab.Helping => T["请您协办的案件会出现在这里，由主办单位反馈。"],
            WorkTab.Done => T["近 {0} 天办结的案件会出现在这里。", ReadWorklist.Days],
            _ => T["您退回派遣员的案件会出现在这里，保留 {0} 天。", ReadWorklist.Days],
        };

    protected override async Task Fetch()
    {
        address = WorkAddress.Of(Http!);
        if (!Http!.Request.Query.ContainsKey("tab") && address.CaseId is null)
            address = address with { Tab = await First() };
        catalogue = await Desk.Catalogue(Aborted);
        foreach (var code in ReadWorklist.UnitsOf(Actor))
            units.Add((code, (await Directory.Find(code, Aborted))?.Name(CultureInfo.CurrentUICulture) ?? code));
        if (!await TryLoad(null, null) && !HttpMethods.IsPost(Http.Request.Method))
            throw new NotFound("case");
    }

    /// <summary>Where there is something to do: what waits for its acceptance, else what is in work.</summary>
    private async Task<WorkTab> First() =>
        await Counting.Run(Actor, address.Filter, Aborted) is { ToAccept: 0, Handling: > 0 } ? WorkTab.Handling : WorkTab.ToAccept;

    private async Task Load(PostResult? last, IFormCollection? kept)
    {
        page = await Worklist.Run(Actor, address.Tab, address.Filter, CaseCursor.Read(address.After), ReadWorklist.PageSize, Aborted);
        counts = await Counting.Run(Actor, address.Filter, Aborted);
        panels.Clear();
        foreach (var read in Panels)
            if (await read(ReadWorklist.Chosen(Actor, address.Filter), Actor, Aborted) is { } panel)
                panels.Add(panel);
        state = address.CaseId is { } id
            ? new FormState(await Showing.Run(id.ToString(), Actor, Aborted), Actor, address.Href(), last, kept)
            : null;
    }

    /// <summary>False: the case of the panel is not this unit's any more; the list is there without it.</summary>
    private async Task<bool> TryLoad(PostResult? last, IFormCollection? kept)
    {
        try
        {
            await Load(last, kept);
            return true;
        }
        catch (NotFound)
        {
            state = null;
            return false;
        }
    }

    /// <summary>Runs a form of the panel.</summary>
    private async Task Submit()
    {
        if (address.CaseId is not { } id)
            throw new NotFound("case");
        var last = await Post.Run(id, Http!.Request, Actor, Aborted);
        if (last.Problem is { } problem)
        {
            if (await TryLoad(last, Http.Request.Form))
                Http.Response.StatusCode = problem.Status;
            else
                await Try(() => throw new RuleViolation("work.gone"));
            return;
        }
        var stays = last.Form is CaseForm.Depart or CaseForm.Arrive;
        var next = last.Form == CaseForm.Accept ? address with { Tab = WorkTab.Handling, After = null } : address;
        Go((stays || last.Form == CaseForm.Accept ? next : next with { CaseId = null }).Href(said: last.Form.ToString()));
    }

    /// <summary>Takes one case, or all that are ticked; several are answered one by one.</summary>
    private async Task Accept()
    {
        var form = Http!.Request.Form;
        var picks = (form["one"].Count > 0 ? form["one"] : form["pick"]).Select(Read).OfType<AcceptMany.Pick>().ToList();
        await Try(async () =>
        {
            if (picks.Count == 0)
                throw new RuleViolation("work.none-picked");
            answers = await Accepting.Run(new AcceptMany.Command(picks), Actor, Aborted);
            if (answers is [{ Problem: null }])
                return address.List.Href(said: "Accept");
            await Load(null, null);
            return null;
        });
    }

    private static AcceptMany.Pick? Read(string? text) =>
        text?.Split(':') is [var id, var version]
        && Guid.TryParse(id, out var caseId)
        && int.TryParse(version, CultureInfo.InvariantCulture, out var seen)
            ? new AcceptMany.Pick(caseId, seen)
            : null;

    private string Href(WorkTab tab, WorkFilter? filter = null) =>
        new WorkAddress(tab, (filter ?? new WorkFilter()) with { Unit = address.Filter.Unit }).Href();

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private string TabName(WorkTab tab) =>
        tab switch
        {
            WorkTab.ToAccept => T["待接单"],
            WorkTab.Handling => T["处置中"],
            WorkTab.ToCheck => T["待核查"],
            WorkTab.Helping => T["协办"],
            WorkTab.Done => T["已办"],
            _ => T["退回"],
        };
}
