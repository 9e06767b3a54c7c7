using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases;
using Gezhi.Council.Files;
using Gezhi.Council.Receptions;
using Gezhi.Council.Suggestions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Projects;

/// <summary>Who may see and lead which project. 攻坚数据范围</summary>
internal static class ProjectScope
{
    public static bool Sees(Project project, Actor actor) =>
        CouncilDesk.Holds(actor, project.AreaCode) || CouncilDesk.UnitPost(actor, project.UnitCode) is not null;
}

/// <summary>Starts a project and leads it to its end: plan, milestones, evidence, acceptance. 攻坚项目维护</summary>
public sealed class KeepProject(CouncilDesk desk, FileIntake intake)
{
    public const int MostMilestones = 30;
    public const int MostServed = 5000;

    /// <param name="DueOn">Local day.</param>
    public sealed record Step(string? Title, DateOnly? DueOn);

    /// <param name="UnitCode">Unit that does the work.</param>
    /// <param name="LeaderTitle">Post of the leader who answers for it, as the public reads it.</param>
    /// <param name="BudgetFen">Fen; null: not said.</param>
    /// <param name="Case">Number or id of the hard case.</param>
    /// <param name="AreaCode">Null: that of the case.</param>
    public sealed record Start(
        [property: Needed, Longest(Project.LongestTitle)] string Title,
        [property: Needed, Longest(Project.LongestAim)] string Aim,
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed, Longest(60)] string LeaderTitle,
        IReadOnlyList<Step>? Milestones = null,
        [property: Between(0, Project.MostFen)] long? BudgetFen = null,
        [property: Longest(Project.LongestNote)] string? BudgetNote = null,
        string? Case = null,
        [property: Longest(17)] string? AreaCode = null,
        Guid? MatterId = null,
        Guid? SuggestionId = null
    );

    /// <summary>What is done with a running project. 项目操作</summary>
    public enum Act
    {
        /// <summary>公开进展页.</summary>
        Publish,

        /// <summary>撤下进展页.</summary>
        Withdraw,

        /// <summary>通过验收，结题.</summary>
        Close,

        /// <summary>继续整改: not enough say yes.</summary>
        GoOn,

        /// <summary>终止.</summary>
        GiveUp,
    }

    /// <param name="Note">How it ended, or what goes on; needed to close, go on and give up; public.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Doing(
        [property: Needed] Act? Act,
        [property: Longest(Project.LongestNote)] string? Note = null,
        int? Version = null
    );

    /// <param name="IsDone">True: done, with what was done. False: another day, with the reason.</param>
    /// <param name="DueOn">The other day.</param>
    /// <param name="Note">What was done, or why it takes longer; public.</param>
    /// <param name="Version">The version of the milestone that the person saw.</param>
    public sealed record Marking(
        [property: Needed] bool? IsDone,
        [property: Needed, Longest(Project.LongestNote)] string Note,
        DateOnly? DueOn = null,
        int? Version = null
    );

    /// <param name="IsAfter">Photos of afterwards; else of before.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Showing(bool IsAfter = false, int? Version = null);

    /// <param name="Served">Households it serves: so many voices are given out.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Asking([property: Needed, Between(1, MostServed)] int? Served, int? Version = null);

    /// <param name="Code">As it stands on the slip.</param>
    /// <param name="Reason">Needed for a no.</param>
    public sealed record Saying(
        [property: Needed, Longest(40)] string Code,
        [property: Needed] bool? IsYes,
        [property: Longest(Voice.LongestReason)] string? Reason = null
    );

    public sealed record Kept(Guid Id, string No, ProjectState State, int Version);

    /// <param name="Codes">Shown this once; printed as slips and given out, one to each household.</param>
    public sealed record Asked(Guid Id, IReadOnlyList<string> Codes, int Version);

    public static void Map(IEndpointRouteBuilder projects)
    {
        projects
            .MapPost(
                "",
                (Start command, HttpRequest request, KeepProject feature, Actor actor, CancellationToken ct) =>
                    feature.Begin(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("攻坚立项 · Start a project");
        projects
            .MapPost(
                "/{projectId:guid}/acts",
                (Guid projectId, Doing command, KeepProject feature, Actor actor, CancellationToken ct) =>
                    feature.Do(projectId, command, actor, ct)
            )
            .WithSummary("公开、结题、终止 · Publish, close, give up");
        projects
            .MapPost(
                "/{projectId:guid}/acceptance",
                (Guid projectId, Asking command, KeepProject feature, Actor actor, CancellationToken ct) =>
                    feature.Ask(projectId, command, actor, ct)
            )
            .WithSummary("请群众验收 · Ask those it serves");
        projects
            .MapPost(
                "/{projectId:guid}/paper-voices",
                (Guid projectId, Saying command, KeepProject feature, Actor actor, CancellationToken ct) =>
                    feature.OnPaper(projectId, command, actor, ct)
            )
            .WithSummary("登记纸质验收票 · A voice that came on paper");
    }

    /// <summary>For the unit that does the work as well.</summary>
    public static void MapWork(IEndpointRouteBuilder projects)
    {
        projects
            .MapPost(
                "/{projectId:guid}/milestones/{milestoneId:guid}",
                (Guid projectId, Guid milestoneId, Marking command, KeepProject feature, Actor actor, CancellationToken ct) =>
                    feature.Mark(projectId, milestoneId, command, actor, ct)
            )
            .WithSummary("里程碑完成或改期 · A milestone is done or moved");
        projects
            .MapPost(
                "/{projectId:guid}/photos",
                async (Guid projectId, HttpRequest request, KeepProject feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<Showing>(request, ct);
                    return await feature.Show(projectId, command, files, actor, ct);
                }
            )
            .WithSummary("整治前后照片 · Photos of before and after")
            .DisableAntiforgery();
    }

    /// <exception cref="NotFound">The case or matter is not there, or not the actor's to see.</exception>
    public async Task<Kept> Begin(Start command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var kept = await Once.Run(desk.Db, "project", key, command, desk.Now, () => Begin(command, actor, ct), ct);
        desk.Cases.Saved();
        return kept;
    }

    private async Task<Kept> Begin(Start command, Actor actor, CancellationToken ct)
    {
        var about = command.Case is { Length: > 0 } name
            ? await desk.Cases.Named([name.Trim()], actor, ct) is [var known, ..]
                ? known
                : throw new NotFound("case")
            : null;
        var area = command.AreaCode is { Length: > 0 }
            ? desk.Area(nameof(command.AreaCode), command.AreaCode)
            : about?.AreaCode ?? desk.District;
        var post = actor.Require(Permission.HoldMeetings, area);
        var unit = (await desk.Known(nameof(command.UnitCode), [command.UnitCode], ct)).Single();
        var steps = (command.Milestones ?? []).Where(s => s is not null && PlainText.CleanLine(s.Title).Length > 0).ToList();
        if (steps.Count is 0 or > MostMilestones)
            throw new RuleViolation("project.milestones", MostMilestones);
        var project = new Project
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            No = desk.NewNo(),
            Title = PlainText.CleanLine(command.Title),
            Aim = CouncilDesk.Needed(nameof(command.Aim), command.Aim),
            AreaCode = area,
            CaseId = about?.Id,
            MatterId = command.MatterId,
            UnitCode = unit,
            LeaderTitle = PlainText.CleanLine(command.LeaderTitle),
            BudgetFen = command.BudgetFen,
            BudgetNote = CouncilDesk.Text(command.BudgetNote),
            StartedAt = desk.Now,
            StartedBy = actor.AccountId,
            StartedByTitle = post.Title,
        };
        desk.Db.Add(project);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].DueOn is not { } due || due < desk.Today || due > desk.Today.AddYears(10))
                throw new InvalidInput(nameof(command.Milestones), "obligation.day");
            var title = PlainText.CleanLine(steps[i].Title);
            if (!new LongestAttribute(Milestone.LongestTitle).IsValid(title))
                throw new InvalidInput(nameof(command.Milestones), "input.too-long");
            var row = new Milestone
            {
                DistrictId = desk.Db.DistrictId,
                Id = Ids.New(desk.Now),
                ProjectId = project.Id,
                No = i + 1,
                Title = title,
                FirstDueOn = due,
            };
            row.First();
            desk.Db.Add(row);
        }
        if (about is not null)
        {
            await desk.Cases.Open(about.Id, [unit], actor, ct);
            await desk.Cases.Note(about.Id, $"立为攻坚项目：{project.Title}", unit, [], actor, post, ct);
        }
        if (command.MatterId is { } matterId)
            await MatterFollow.Link(desk, matterId, FollowKind.Project, project.Id, actor, ct);
        if (command.SuggestionId is { } suggestionId)
            (await new SuggestionScope(desk).ToKeep(suggestionId, null, actor, ct)).Become(project.Id);
        desk.Db.Audit(actor, "project.started", project.Id, $"{project.No} {project.Title}", desk.Now);
        return new Kept(project.Id, project.No, project.State, project.Version);
    }

    /// <exception cref="RuleViolation"><c>project.ended</c>, <c>project.not-asked</c>, <c>project.not-accepted</c>, <c>project.unfinished</c>.</exception>
    public async Task<Kept> Do(Guid projectId, Doing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var project = await ToLead(projectId, command.Version, actor, ct);
        var (act, db) = (command.Act!.Value, desk.Db);
        if (act is Act.Publish or Act.Withdraw)
            project.PublicSince = act == Act.Publish ? project.PublicSince ?? desk.Now : null;
        else
        {
            project.Demand();
            var note = CouncilDesk.Needed(nameof(command.Note), command.Note);
            if (act is Act.Close or Act.GoOn && project.State != ProjectState.Accepting)
                throw new RuleViolation("project.not-asked");
            if (act == Act.Close)
                await DemandAcceptance(project, ct);
            if (act == Act.GoOn)
                project.GoOn();
            else
                project.End(act == Act.GiveUp, note, desk.Now);
            if (project.CaseId is { } caseId && (await desk.Cases.Of([caseId], actor, ct)).Count > 0)
                await desk.Cases.Note(
                    caseId,
                    act switch
                    {
                        Act.Close => $"攻坚项目结题：{note}",
                        Act.GoOn => $"攻坚项目继续整改：{note}",
                        _ => $"攻坚项目终止：{note}",
                    },
                    project.UnitCode,
                    [],
                    actor,
                    actor.Require(Permission.HoldMeetings, project.AreaCode),
                    ct
                );
        }
        db.Audit(actor, ActionOf(act), project.Id, project.No, desk.Now);
        await desk.Save(ct);
        return new Kept(project.Id, project.No, project.State, project.Version);
    }

    private static string ActionOf(Act act) =>
        act switch
        {
            Act.Publish => "project.published",
            Act.Withdraw => "project.withdrawn",
            Act.Close => "project.closed",
            Act.GoOn => "project.went-on",
            _ => "project.given-up",
        };

    /// <summary>More than half of those it serves have spoken, and more than half of the voices are yes.</summary>
    private async Task DemandAcceptance(Project project, CancellationToken ct)
    {
        if (await desk.Db.Set<Milestone>().AnyAsync(m => m.ProjectId == project.Id && m.DoneOn == null, ct))
            throw new RuleViolation("project.unfinished");
        var count = await Count(project.Id, ct);
        if (!count.IsAccepted)
            throw new RuleViolation("project.not-accepted", count.Yes, count.No, count.Served);
    }

    /// <param name="Served">Voices that were given out.</param>
    /// <param name="Yes">Of these, yes.</param>
    /// <param name="No">Of these, no.</param>
    public sealed record Tally(int Served, int Yes, int No)
    {
        public int Silent => Served - Yes - No;

        /// <summary>Whole numbers: half is not more than half.</summary>
        public bool IsAccepted => (Yes + No) * 2 > Served && Yes * 2 > Yes + No;
    }

    /// <summary>The voices of the last time they were asked.</summary>
    public async Task<Tally> Count(Guid projectId, CancellationToken ct)
    {
        var round = await Round(projectId, ct);
        var said = await desk
            .Db.Set<Voice>()
            .Where(v => v.ProjectId == projectId && v.Round == round)
            .GroupBy(v => v.IsYes)
            .Select(g => new { IsYes = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return new Tally(
            said.Sum(s => s.Count),
            said.FirstOrDefault(s => s.IsYes == true)?.Count ?? 0,
            said.FirstOrDefault(s => s.IsYes == false)?.Count ?? 0
        );
    }

    private async Task<int> Round(Guid projectId, CancellationToken ct) =>
        await desk.Db.Set<Voice>().Where(v => v.ProjectId == projectId).MaxAsync(v => (int?)v.Round, ct) ?? 0;

    /// <exception cref="RuleViolation"><c>project.not-running</c>, <c>project.not-public</c>.</exception>
    public async Task<Asked> Ask(Guid projectId, Asking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var project = await ToLead(projectId, command.Version, actor, ct);
        if (project.PublicSince is null)
            throw new RuleViolation("project.not-public");
        project.AskForAcceptance(command.Served!.Value, desk.Now);
        var round = await Round(projectId, ct) + 1;
        var codes = new List<string>(project.Served);
        for (var i = 0; i < project.Served; i++)
        {
            var code = ReceiptNo.New();
            codes.Add(code.Display);
            desk.Db.Append(
                new Voice
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    ProjectId = projectId,
                    CodeHash = HashOf(code.Value),
                    Round = round,
                }
            );
        }
        desk.Db.Audit(actor, "project.acceptance-asked", project.Id, $"{project.No} {project.Served}", desk.Now);
        await desk.Save(ct);
        return new Asked(project.Id, codes, project.Version);
    }

    /// <exception cref="RuleViolation"><c>voice.unknown</c>, <c>voice.used</c>, <c>voice.over</c>.</exception>
    public async Task<Kept> OnPaper(Guid projectId, Saying command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var project = await ToLead(projectId, null, actor, ct);
        await Say(project, command, true, ct);
        desk.Db.Audit(actor, "project.paper-voice", project.Id, project.No, desk.Now);
        await desk.Save(ct);
        return new Kept(project.Id, project.No, project.State, project.Version);
    }

    /// <summary>By whoever holds the code, without account.</summary>
    /// <exception cref="NotFound">No such public project.</exception>
    /// <exception cref="RuleViolation"><c>voice.unknown</c>, <c>voice.used</c>, <c>voice.over</c>.</exception>
    public async Task Said(string no, Saying command, CancellationToken ct)
    {
        Input.Check(command);
        var project =
            await desk.Db.Set<Project>().FirstOrDefaultAsync(p => p.No == no && p.PublicSince != null, ct) ?? throw new NotFound("project");
        await Say(project, command, false, ct);
        await desk.Save(ct);
    }

    private async Task Say(Project project, Saying command, bool onPaper, CancellationToken ct)
    {
        var reason = CouncilDesk.Text(command.Reason);
        if (command.IsYes == false && reason is null)
            throw new InvalidInput(nameof(command.Reason), "input.required");
        var hash = ReceiptNo.TryParse(command.Code, out var code) ? HashOf(code.Value) : "";
        var voice =
            await desk.Db.Set<Voice>().FirstOrDefaultAsync(v => v.ProjectId == project.Id && v.CodeHash == hash, ct)
            ?? throw new RuleViolation("voice.unknown");
        if (project.State != ProjectState.Accepting || voice.Round != await Round(project.Id, ct))
            throw new RuleViolation("voice.over");
        voice.Say(command.IsYes!.Value, reason, onPaper, desk.Today);
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <exception cref="RuleViolation"><c>milestone.done</c>, <c>project.ended</c>.</exception>
    public async Task<Kept> Mark(Guid projectId, Guid milestoneId, Marking command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var project = await ToWork(projectId, actor, ct);
        project.Demand();
        var row =
            await desk.Db.Set<Milestone>().FirstOrDefaultAsync(m => m.Id == milestoneId && m.ProjectId == projectId, ct)
            ?? throw new NotFound("milestone");
        CouncilDesk.Seen(row, command.Version);
        var note = CouncilDesk.Needed(nameof(command.Note), command.Note);
        if (command.IsDone == true)
            row.Finish(desk.Today, note);
        else if (command.DueOn is { } day && day >= desk.Today && day <= desk.Today.AddYears(10))
            row.Move(day, note);
        else
            throw new InvalidInput(nameof(command.DueOn), "obligation.day");
        desk.Db.Audit(actor, command.IsDone == true ? "milestone.done" : "milestone.moved", project.Id, $"{project.No} {row.No}", desk.Now);
        await desk.Save(ct);
        return new Kept(project.Id, project.No, project.State, project.Version);
    }

    /// <exception cref="RuleViolation"><c>file.*</c>, <c>project.ended</c>, <c>project.no-photos</c>.</exception>
    public async Task<Kept> Show(Guid projectId, Showing command, IReadOnlyList<IncomingFile> files, Actor actor, CancellationToken ct)
    {
        var project = await ToWork(projectId, actor, ct);
        project.Demand();
        CouncilDesk.Seen(project, command.Version);
        if (files.Count == 0)
            throw new RuleViolation("project.no-photos");
        var title = (CouncilDesk.UnitPost(actor, project.UnitCode) ?? actor.PostFor(Permission.HoldMeetings, project.AreaCode))!.Title;
        await intake.Keep(desk, project.Id, files, command.IsAfter ? CouncilFileKind.After : CouncilFileKind.Before, title, ct);
        desk.Db.Audit(actor, "project.photos-added", project.Id, $"{project.No} {files.Count}", desk.Now);
        await desk.Save(ct);
        return new Kept(project.Id, project.No, project.State, project.Version);
    }

    /// <summary>Somebody looked: no faces, no plates; or takes the photo back.</summary>
    public async Task Clear(Guid projectId, string hash, bool isClear, Actor actor, CancellationToken ct)
    {
        var project = await ToLead(projectId, null, actor, ct);
        var row =
            await desk.Db.Set<CouncilFile>().FirstOrDefaultAsync(f => f.SubjectId == projectId && f.FileHash == hash, ct)
            ?? throw new NotFound("photo");
        (row.ClearedAt, row.ClearedBy) = (isClear ? desk.Now : null, isClear ? actor.AccountId : null);
        desk.Db.Audit(actor, isClear ? "project.photo-cleared" : "project.photo-hidden", project.Id, project.No, desk.Now);
        await desk.Save(ct);
    }

    private async Task<Project> ToLead(Guid projectId, int? version, Actor actor, CancellationToken ct)
    {
        var project = await ToWork(projectId, actor, ct);
        actor.Require(Permission.HoldMeetings, project.AreaCode);
        CouncilDesk.Seen(project, version);
        return project;
    }

    private async Task<Project> ToWork(Guid projectId, Actor actor, CancellationToken ct)
    {
        var project = await desk.Db.Set<Project>().FirstOrDefaultAsync(p => p.Id == projectId, ct);
        return project is not null && ProjectScope.Sees(project, actor) ? project : throw new NotFound("project");
    }
}
