using System.Globalization;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.Checking;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Closing;
using Gezhi.Cases.Confirming;
using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Handling;
using Gezhi.Cases.Joining;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.CasePages;

/// <summary>What came of a posted form. 表单结果</summary>
/// <param name="Problem">The refusal in the reader's words; null when it was done.</param>
/// <param name="Revealed">A phone that was opened; null for every other form.</param>
public sealed record PostResult(CaseForm Form, Problem? Problem, RevealContact.Contact? Revealed)
{
    /// <summary>An answer that is looked at and has not gone out; null for every other form.</summary>
    public Answers.AnswerLook? Look { get; init; }

    /// <summary>It was done, and nothing is to be shown of it.</summary>
    public bool IsDone => this is { Problem: null, Revealed: null, Look: null };
}

/// <summary>Runs the form that a case page posted: the same features as the API, called in this process. 案件表单</summary>
/// <remarks>Fields are named as the command's properties; <c>Do</c> names the form. Files ride along under any name.</remarks>
public sealed class CasePost(IServiceProvider services, CaseDesk desk, ProblemMapper problems)
{
    private delegate Task Doing(CasePost post, Guid caseId, HttpRequest request, Actor actor, CancellationToken ct);

    private static readonly Dictionary<CaseForm, Doing> Doings = new()
    {
        [CaseForm.File] = Command<FileCase, FileCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Dispatch] = Command<DispatchCase, DispatchCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Reassign] = Command<DispatchCase, DispatchCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Accept] = Command<AcceptCase, AcceptCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.HandIn] = Command<HandInCase, HandInCase.Command>((f, id, c, files, a, ct) => f.Run(id, c, files, a, ct)),
        [CaseForm.Check] = Command<CheckCase, CheckCase.Command>((f, id, c, files, a, ct) => f.Run(id, c, files, a, ct)),
        [CaseForm.Close] = Command<CloseCase, CloseCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Confirm] = Command<ConfirmCase, ConfirmCase.Command>((f, id, c, files, a, ct) => f.Run(id, c, files, a, ct)),
        [CaseForm.Decide] = Command<DecideApproval, DecideApproval.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.SendToConfirm] = Command<SendToConfirm, SendToConfirm.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Split] = Command<JoinCase, JoinCase.Undo>((f, id, c, _, a, ct) => f.Split(id, c, a, ct)),
        [CaseForm.Decline] = Command<DeclineCase, DeclineCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Transfer] = Command<TransferCase, TransferCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Assist] = (post, id, request, actor, ct) => post.Assist(id, request, actor, ct),
        [CaseForm.Answer] = Command<AnswerOrder, AnswerOrder.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.ReportIn] = Command<ClimbCase, ClimbCase.Reply>((f, id, c, _, a, ct) => f.ReportIn(id, c, a, ct)),
        [CaseForm.EndClimb] = Command<ClimbCase, ClimbCase.Reply>((f, id, c, _, a, ct) => f.End(id, c, a, ct)),
        [CaseForm.AcceptTask] = Command<JointTasks, JointTasks.Acceptance>((f, id, c, _, a, ct) => f.Accept(id, c, a, ct)),
        [CaseForm.HandInTask] = Command<JointTasks, JointTasks.Part>((f, id, c, files, a, ct) => f.HandIn(id, c, files, a, ct)),
        [CaseForm.ReleaseTask] = Command<JointTasks, JointTasks.Release>((f, id, c, _, a, ct) => f.LetGo(id, c, a, ct)),
        [CaseForm.CallBack] = Command<RemarkCase, RemarkCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.DecideAppeal] = Command<Appealing, Appealing.Decision>((f, id, c, _, a, ct) => f.Decide(id, c, a, ct)),
        [CaseForm.JudgePhotos] = (post, _, request, actor, ct) => post.JudgePhotos(request, actor, ct),
        [CaseForm.HidePhotos] = (post, id, _, actor, ct) => post.Feature<Privacy.PhotoConsents>().Hide(id, actor, ct),
        [CaseForm.Depart] = Command<GoToCase, GoToCase.Command>((f, id, c, _, a, ct) => f.Depart(id, c, a, ct)),
        [CaseForm.Arrive] = Command<GoToCase, GoToCase.Command>((f, id, c, files, a, ct) => f.Arrive(id, c, files, a, ct)),
        [CaseForm.SendBack] = Command<SendBackCase, SendBackCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Reopen] = Command<ReopenCase, ReopenCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Remark] = (post, id, request, actor, ct) => post.Remark(id, request, actor, ct),
        [CaseForm.Climb] = Command<ClimbCase, ClimbCase.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.Appeal] = Command<Appealing, Appealing.Command>((f, id, c, _, a, ct) => f.Run(id, c, a, ct)),
        [CaseForm.FileAndDispatch] = (post, id, request, actor, ct) => post.FileAndDispatch(id, request, actor, ct),
        [CaseForm.AskMoreTime] = (post, id, request, actor, ct) => post.Ask(id, request, actor, ct),
        [CaseForm.AskVoid] = (post, id, request, actor, ct) => post.Ask(id, request, actor, ct),
        [CaseForm.Join] = (post, id, request, actor, ct) => post.Join(id, request, actor, ct),
        [CaseForm.JoinAll] = (post, id, request, actor, ct) => post.JoinAll(id, request, actor, ct),
        [CaseForm.Resume] = (post, id, request, actor, ct) =>
            post.Feature<DecideApproval>().Resume(id, Number(request.Form["Version"]), actor, ct),
    };

    /// <summary>Runs the form and explains a refusal; faults of ours go through.</summary>
    public async Task<PostResult> Run(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var form = Named.One<CaseForm>(request.Form["Do"]) ?? throw new InvalidInput("Do", "input.invalid");
        try
        {
            if (form == CaseForm.Reveal)
                return new PostResult(form, null, await Reveal(request, actor, ct));
            if (await Feature<Answers.AnswerForms>().Look(form, caseId, request, actor, ct) is { } look)
                return new PostResult(form, null, null) { Look = look };
            await Doings[form](this, caseId, request, actor, ct);
            return new PostResult(form, null, null);
        }
        catch (Exception e) when (problems.Explain(e, CultureInfo.CurrentUICulture) is not null)
        {
            desk.Db.Forget(); // half a move must not be read as the case
            return new PostResult(form, problems.Explain(e, CultureInfo.CurrentUICulture), null);
        }
    }

    private static Doing Command<TFeature, TCommand>(
        Func<TFeature, Guid, TCommand, IReadOnlyList<IncomingFile>, Actor, CancellationToken, Task> run
    )
        where TFeature : notnull =>
        async (post, caseId, request, actor, ct) =>
        {
            var (command, files) = await FormOrJson.Read<TCommand>(request, ct);
            await run(post.Feature<TFeature>(), caseId, command, files, actor, ct);
        };

    private T Feature<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>
    /// Files, then dispatches to the unit that was typed or proposed, unless the rule does that by itself: it needs a place and nobody's other wish.
    /// A unit that was typed stands on the row of the filing, so that the rule does not come before the person.
    /// Where rules contradict each other and nobody chose, the case is filed and waits for a choice.
    /// </summary>
    private async Task FileAndDispatch(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var (command, _) = await FormOrJson.Read<FileCase.Command>(request, ct);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var proposal = await Feature<ProposeDispatch>().Run(subject, command.CategoryKey, ct);
        var unit = CaseDesk.Text(request.Form["UnitCode"]);
        if (unit is not null && await Feature<UnitDirectory>().Find(unit, ct) is not { IsActive: true })
            throw new InvalidInput("UnitCode", "unit.unknown");
        var isUndecided = unit is null && proposal is { Reason.Kind: ProposalKind.Conflict };
        var isLeftToRule = proposal?.MayDispatchItself == true && subject.Lon is not null && (unit is null || unit == proposal.UnitCode);
        var filed = await Feature<FileCase>().Run(caseId, command, actor, ct, isLeftToRule ? null : unit);
        if (!isUndecided && !isLeftToRule)
            await Feature<DispatchCase>().Run(caseId, new(unit, Version: filed.Version), actor, ct);
    }

    private async Task JudgePhotos(HttpRequest request, Actor actor, CancellationToken ct)
    {
        var (command, _) = await FormOrJson.Read<Reuse.JudgePhotos.Command>(request, ct);
        if (!Guid.TryParse(request.Form["MatchId"], out var matchId))
            throw new InvalidInput("MatchId", "input.invalid");
        await Feature<Reuse.JudgePhotos>().Run(matchId, command, actor, ct);
    }

    /// <summary>The end of shelving is a local day: until its close of work.</summary>
    private Task<MoveResult> Ask(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var form = request.Form;
        var kind = Named.One<ApprovalKind>(form["Kind"]) ?? throw new InvalidInput("Kind", "input.invalid");
        var until = kind == ApprovalKind.Shelve ? EndOfDay(form["Until"], "Until") : null;
        var command = new AskApproval.Command(kind, form["Reason"].ToString(), until, Number(form["Version"]));
        return Feature<AskApproval>().Run(caseId, command, actor, ct);
    }

    /// <summary>A local day holds until its close of work; null when none was chosen.</summary>
    private DateTime? EndOfDay(string? day, string field)
    {
        if (string.IsNullOrEmpty(day))
            return null;
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            throw new InvalidInput(field, "input.invalid");
        return desk.Calendar.Utc(on.ToDateTime(TimeOnly.MinValue) + TimeSpan.FromMinutes(desk.Calendar.Windows[^1].ToMinute));
    }

    private Task<MoveResult> Remark(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var form = request.Form;
        var action = Named.One<Contract.CaseAction>(form["Action"]) ?? throw new InvalidInput("Action", "input.invalid");
        var command = new RemarkCase.Command(
            action,
            form["Note"].ToString(),
            EndOfDay(form["AnswerBy"], "AnswerBy"),
            Number(form["Version"])
        );
        return Feature<RemarkCase>().Run(caseId, command, actor, ct);
    }

    private Task<MoveResult> Assist(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var form = request.Form;
        var command = new AssistCase.Command(
            form["UnitCode"].ToString(),
            form["Note"].ToString(),
            EndOfDay(form["DueAt"], "DueAt"),
            Number(form["Version"])
        );
        return Feature<AssistCase>().Run(caseId, command, actor, ct);
    }

    /// <summary>People name the other case by its number; a list of near ones sends its id.</summary>
    private async Task Join(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        var to = request.Form["ToCaseId"].ToString().Trim();
        if (!Guid.TryParse(to, out var toCaseId))
            toCaseId = await desk.Db.Cases.VisibleTo(actor, desk.Db).Where(c => c.CaseNo == to).Select(c => c.Id).FirstOrDefaultAsync(ct);
        if (toCaseId == Guid.Empty)
            throw new InvalidInput("ToCaseId", "case.unknown");
        var command = new JoinCase.Command(toCaseId, request.Form["Note"].ToString(), Number(request.Form["Version"]));
        await Feature<JoinCase>().Run(caseId, command, actor, ct);
    }

    /// <summary>This case and those proposed for it become one; which goes on is found by how far they are.</summary>
    private async Task JoinAll(Guid caseId, HttpRequest request, Actor actor, CancellationToken ct)
    {
        Guid[] ids = [.. request.Form["CaseIds"].ToString().Split(',').Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)];
        await Feature<JoinMany>().Run(new([caseId, .. ids.Where(id => id != Guid.Empty)]), actor, ct);
    }

    private async Task<RevealContact.Contact> Reveal(HttpRequest request, Actor actor, CancellationToken ct)
    {
        if (!Guid.TryParse(request.Form["ReportId"], out var reportId))
            throw new InvalidInput("ReportId", "input.invalid");
        return await Feature<RevealContact>().Run(reportId, new(request.Form["Purpose"].ToString()), actor, ct);
    }

    private static int? Number(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
}
