using Gezhi.Cases.Centre;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>Reads one case and runs what its page posts. 案件页</summary>
public sealed partial class CasePage : GezhiPage
{
    private TriageView? card;
    private PostResult? last;
    private IFormCollection? kept;
    private DateTime now;
    private readonly List<CaseInset> insets = [];

    /// <summary>Case number or id.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>A category that is tried; null takes the proposed one.</summary>
    [SupplyParameterFromQuery(Name = "try")]
    private string? Trial { get; set; }

    [CascadingParameter]
    private Actor Actor { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private Triage Triage { get; set; } = null!;

    [Inject]
    private CasePost Post { get; set; } = null!;

    [Inject]
    private StaffWords Words { get; set; } = null!;

    [Inject]
    private TimeWords Times { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IEnumerable<ReadCaseInset> Insets { get; set; } = null!;

    private bool IsPosted => HttpMethods.IsPost(Http!.Request.Method);

    private string Address => Http!.Request.Path.Value!;

    private FormState State => new(card!.Case, Actor, Address, last, kept);

    protected override async Task Fetch()
    {
        if (!IsPosted)
            await Load();
    }

    private async Task Submit()
    {
        var caseId = await CaseId();
        last = await Post.Run(caseId, Http!.Request, Actor, Http.RequestAborted);
        if (last.IsDone)
        {
            var isStillSeen = await Desk.Db.Cases.VisibleTo(Actor, Desk.Db).AnyAsync(c => c.Id == caseId, Http.RequestAborted);
            Navigation.NavigateTo(isStillSeen ? Address : CaseListPage.AfterLeaving); // sent back twice, it is somebody else's in the same move
            return;
        }
        kept = Http.Request.Form;
        Http.Response.StatusCode = last.Problem?.Status ?? StatusCodes.Status200OK;
        await Load();
    }

    private async Task Load()
    {
        now = Desk.Now;
        card = await Triage.Run(Key, Trial, Actor, Http!.RequestAborted);
        insets.Clear();
        foreach (var read in Insets)
            if (await read(card.Case.Line.Id, Actor, Http.RequestAborted) is { } inset)
                insets.Add(inset);
    }

    private async Task<Guid> CaseId()
    {
        if (Guid.TryParse(Key, out var caseId))
            return caseId;
        var found = await Desk
            .Db.Cases.VisibleTo(Actor, Desk.Db)
            .Where(c => c.CaseNo == Key)
            .Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync(Http!.RequestAborted);
        return found ?? throw new NotFound("case");
    }
}
