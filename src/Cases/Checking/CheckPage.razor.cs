using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Checking;

public sealed partial class CheckPage
{
    private CaseView view = null!;
    private CatalogueOf catalogue = null!;
    private PostResult? last;
    private IFormCollection? kept;

    /// <summary>The case.</summary>
    [Parameter]
    public Guid CaseId { get; set; }

    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    [Inject]
    private ShowCase Showing { get; set; } = null!;

    [Inject]
    private CasePost Post { get; set; } = null!;

    [Inject]
    private ReadChecks Reading { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private StaffWords Staff { get; set; } = null!;

    [Inject]
    private TimeWords Times { get; set; } = null!;

    [Inject]
    private AreaWords Areas { get; set; } = null!;

    private FormState State => new(view, Actor, $"/check/{CaseId}", last, kept);

    private bool CanCheck => CaseForms.For(view, Actor).Contains(CaseForm.Check);

    /// <summary>What the unit said when it handed in last.</summary>
    private StepView? Result => view.Steps.LastOrDefault(s => s.Action == CaseAction.ReportDone && s.Note is not null);

    private string? CloseWhen => catalogue.Condition(view.Detail.ConditionId)?.CloseWhen() is { Length: > 0 } when ? when : null;

    private List<PhotoView> Before =>
        [.. view.Photos.Where(p => p.Shows is EvidenceKind.Report or EvidenceKind.Before or EvidenceKind.Confirm)];

    /// <summary>The newest first: after rework the old ones say less.</summary>
    private List<PhotoView> After => [.. view.Photos.Where(p => p.Shows is EvidenceKind.After).Reverse()];

    private LocalizedString? SaidWords =>
        Said switch
        {
            "passed" => T["上一件已通过。请看下一件。"],
            "failed" => T["上一件已退回返工。请看下一件。"],
            _ => null,
        };

    protected override async Task Fetch()
    {
        catalogue = await Desk.Catalogue(Aborted);
        view = await Showing.Run(CaseId.ToString(), Actor, Aborted);
    }

    private async Task Submit()
    {
        last = await Post.Run(CaseId, Http!.Request, Actor, Aborted);
        if (last.Problem is { } problem)
        {
            (kept, Http.Response.StatusCode) = (Http.Request.Form, problem.Status);
            view = await Showing.Run(CaseId.ToString(), Actor, Aborted);
            return;
        }
        if (last.Form == CaseForm.JudgePhotos)
        {
            Go($"/check/{CaseId}");
            return;
        }
        var said = Sent("Passed") == "true" ? "passed" : "failed";
        Go(await Reading.After(CaseId, Actor, Aborted) is { } next ? $"/check/{next}?said={said}" : $"/check?said={said}");
    }
}
