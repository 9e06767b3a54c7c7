using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Handling;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Cases.Field;

public sealed partial class TaskPage
{
    private FieldCase facts = null!;
    private FieldTask? task;
    private CatalogueOf catalogue = null!;
    private string? unit;
    private bool photoNeeded;
    private IReadOnlyList<string> others = [];
    private IReadOnlyList<FieldCase.Saying> callable = [];
    private RevealContact.Contact? revealed;

    [Inject]
    private ReadFieldCase Reading { get; set; } = null!;

    [Inject]
    private ReadTasks Tasks { get; set; } = null!;

    [Inject]
    private RevealContact Revealing { get; set; } = null!;

    [Inject]
    private CaseDesk Desk { get; set; } = null!;

    [Inject]
    private UnitDirectory Units { get; set; } = null!;

    /// <summary>The case.</summary>
    [Parameter]
    public Guid CaseId { get; set; }

    /// <summary>What was just done, see FieldSaid; null for nothing.</summary>
    [SupplyParameterFromQuery(Name = "said")]
    private string? Said { get; set; }

    private string Place => facts.PlaceText.Length > 0 ? Areas.Place(facts.PlaceText) : Areas.Name(facts.AreaCode);

    private bool IsLate => task?.IsLate(Now) ?? facts.IsLate(Now);

    private string? Asked =>
        TaskHint.Asked(T, task, facts.ReworkCount, TaskHint.CloseWhen(T, catalogue.Condition(facts.ConditionId)?.CloseWhen()), LastNote);

    protected override async Task Fetch()
    {
        facts = await Reading.Run(CaseId, Actor, Aborted);
        task = await Tasks.Find(CaseId, Actor, Aborted);
        catalogue = await Desk.Catalogue(Aborted);
        photoNeeded = (await Desk.Rules(Aborted)).Find(facts.RuleId) is { PhotoNeeded: true };
        unit = facts.LeadUnitCode is { } code ? (await Units.Find(code, Aborted))?.Name(CultureInfo.CurrentUICulture) ?? code : null;
        others = [.. TaskHint.Others(task, facts.State, facts.ArrivedAt)];
        callable = task is not null && Actor.Can(Permission.CallReporter) ? [.. facts.Reports.Where(r => r.HasContact)] : [];
    }

    /// <summary>Opens one phone on the page, for a minute, with its purpose on the audit trail.</summary>
    private Task Reveal() =>
        Try(async () =>
        {
            if (!Guid.TryParse(Sent("ReportId"), out var reportId) || !callable.Any(r => r.Id == reportId))
                throw new InvalidInput("ReportId", "input.invalid");
            revealed = await Revealing.Run(reportId, new RevealContact.Command(Sent("Purpose")), Actor, Aborted);
            Http!.Response.Headers.CacheControl = "no-store";
            Http.Response.Headers["Refresh"] = $"{RevealContact.ShownSeconds}; url=/field/tasks/{CaseId}";
            return null;
        });

    private Task Send() =>
        Try(async () =>
        {
            var said = await WorkForm.Send(Http!, CaseId, Actor, Aborted);
            return said is "confirmed" or "not-found" or "handed-in" or "sent-back"
                ? $"/field?said={said}"
                : $"/field/tasks/{CaseId}?said={said}";
        });

    /// <summary>A form the worker still saw, while the task has moved on: its handler must be here to say so.</summary>
    private IEnumerable<string> Gone =>
        Refused is null ? Forms.Where(form => IsPostOf(form) && form != Shown && !others.Contains(form)) : [];

    /// <summary>A phone was asked for of what is no task any more.</summary>
    private string? GoneCall =>
        Sent("_handler") is { } name && name.StartsWith("call-", StringComparison.Ordinal) && !callable.Any(r => name == $"call-{r.Id}")
            ? name
            : null;

    private static readonly string[] Forms = ["step", "arrive", "confirm", "hand-in", "send-back", "ask", "climb"];

    private string? Shown =>
        task?.Next switch
        {
            TaskStep.Accept or TaskStep.Depart => "step",
            TaskStep.Arrive => "arrive",
            TaskStep.Confirm => "confirm",
            TaskStep.HandIn => "hand-in",
            _ => null,
        };

    private string OtherName(string name) =>
        name switch
        {
            "arrive" => Words.Step(TaskStep.Arrive),
            "hand-in" => Words.Step(TaskStep.HandIn),
            "send-back" => T["退单"],
            "ask" => T["申请延期或挂账"],
            _ => T["呈报"],
        };

    private string? LastNote(CaseAction action) => facts.Moves.FirstOrDefault(m => m.Action == action)?.Note;

    /// <summary>What was typed into a form that was refused.</summary>
    private string? Typed(string form, string field) => Sent("do") == form ? Sent(field) : null;
}
