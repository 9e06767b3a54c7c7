using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Suggestions;

/// <summary>Gives a suggestion to a unit, answers it, shows that it was done, awards it; leads calls for opinions. 办理建议和意见征集</summary>
public sealed class HandleSuggestion(
    CouncilDesk desk,
    SuggestionScope scope,
    FieldCipher cipher,
    FileIntake intake,
    MessageTimes times,
    IConfiguration settings,
    IStringLocalizer T
)
{
    /// <summary>Days after the answer for which words and phone are kept.</summary>
    public const int KeepDays = 1095;

    /// <summary>Working days for an answer when nothing else is set: <c>Council:SuggestionDays</c>.</summary>
    public const int UsualDays = 10;

    public int Days => Math.Clamp(settings.GetValue("Council:SuggestionDays", UsualDays), 1, 60);

    /// <param name="UnitCode">Who answers.</param>
    /// <param name="Gist">What it says, without personal data; with it the public reads it where the giver allowed.</param>
    /// <param name="Days">Working days; null: as set.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Studying(
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed, Longest(Suggestion.LongestGist)] string Gist,
        [property: Between(1, 60)] int? Days = null,
        int? Version = null
    );

    /// <param name="Outcome">Adopted, PartlyAdopted or NotAdopted.</param>
    /// <param name="Text">The answer, or the reason why not; public where the suggestion is.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Replying(
        [property: Needed] SuggestionState? Outcome,
        [property: Needed, Longest(Suggestion.LongestAnswer)] string Text,
        int? Version = null
    );

    /// <param name="Note">What was done; public where the suggestion is.</param>
    /// <param name="ArePhotosClean">Somebody looked: no faces, no plates. Only then the public sees them.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Finishing(
        [property: Needed, Longest(Suggestion.LongestAnswer)] string Note,
        bool ArePhotosClean = false,
        int? Version = null
    );

    /// <param name="Why">Why it is a golden idea; public.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Awarding([property: Needed, Longest(200)] string Why, int? Version = null);

    /// <param name="GroupId">Null takes it out of its group.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Grouping(Guid? GroupId, int? Version = null);

    /// <param name="Purpose">For what the words are opened; kept on the trail.</param>
    public sealed record Opening([property: Needed, Longest(60)] string Purpose);

    /// <param name="CallId">Null begins one.</param>
    /// <param name="Asked">One question a line.</param>
    /// <param name="BeginsOn">Local day.</param>
    /// <param name="EndsOn">Local day, included.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Calling(
        [property: Needed, Longest(OpinionCall.LongestTitle)] string Title,
        [property: Needed, Longest(OpinionCall.LongestText)] string About,
        [property: Needed] DateOnly? BeginsOn,
        [property: Needed] DateOnly? EndsOn,
        [property: Needed, Longest(40)] string UnitCode,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Longest(OpinionCall.LongestText)] string? Asked = null,
        Guid? CallId = null,
        int? Version = null
    );

    /// <param name="GroupId">Null makes one.</param>
    /// <param name="Done">What was done with these opinions; needed before the result is published.</param>
    public sealed record Sorting(
        [property: Needed, Longest(OpinionGroup.LongestTitle)] string Title,
        [property: Longest(OpinionGroup.LongestDone)] string? Done = null,
        Guid? GroupId = null
    );

    /// <param name="Outcome">What came of it, for everybody.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Publishing([property: Needed, Longest(OpinionCall.LongestText)] string Outcome, int? Version = null);

    public sealed record Moved(Guid Id, SuggestionState State, DateTime? DueAt, int Version);

    public sealed record Opened(string? Words, string? Phone);

    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder suggestions, IEndpointRouteBuilder calls)
    {
        suggestions
            .MapPost(
                "/{suggestionId:guid}/study",
                (Guid suggestionId, Studying command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Study(suggestionId, command, actor, ct)
            )
            .WithSummary("交单位研究 · Give a suggestion to a unit");
        suggestions
            .MapPost(
                "/{suggestionId:guid}/answer",
                (Guid suggestionId, Replying command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Reply(suggestionId, command, actor, ct)
            )
            .WithSummary("答复建议 · Answer a suggestion");
        suggestions
            .MapPost(
                "/{suggestionId:guid}/finish",
                (Guid suggestionId, Finishing command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Finish(suggestionId, command, [], actor, ct)
            )
            .WithSummary("落实建议 · A suggestion was done");
        suggestions
            .MapPost(
                "/{suggestionId:guid}/award",
                (Guid suggestionId, Awarding command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Award(suggestionId, command, actor, ct)
            )
            .WithSummary("评为金点子 · Award a golden idea");
        suggestions
            .MapPost(
                "/{suggestionId:guid}/group",
                (Guid suggestionId, Grouping command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Group(suggestionId, command, actor, ct)
            )
            .WithSummary("归类意见 · Put an opinion into a group");
        suggestions
            .MapPost(
                "/{suggestionId:guid}/opening",
                (Guid suggestionId, Opening command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Open(suggestionId, command, actor, ct)
            )
            .WithSummary("查看建议原文 · Open the words of a suggestion");
        calls
            .MapPost(
                "",
                (Calling command, HandleSuggestion feature, Actor actor, CancellationToken ct) => feature.Call(command, null, actor, ct)
            )
            .WithSummary("征集意见 · Call for opinions");
        calls
            .MapPost(
                "/{callId:guid}/groups",
                (Guid callId, Sorting command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Sort(callId, command, actor, ct)
            )
            .WithSummary("意见归类 · A group of opinions");
        calls
            .MapPost(
                "/{callId:guid}/publication",
                (Guid callId, Publishing command, HandleSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Publish(callId, command, actor, ct)
            )
            .WithSummary("公布征集结果 · Publish what came of a call");
    }

    /// <exception cref="RuleViolation"><c>suggestion.state</c>.</exception>
    public async Task<Moved> Study(Guid id, Studying command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var suggestion = await scope.ToKeep(id, command.Version, actor, ct);
        var unit = (await desk.Known(nameof(command.UnitCode), [command.UnitCode], ct)).Single();
        suggestion.Study(
            unit,
            desk.Calendar.CivilDueAt(desk.Now, command.Days ?? Days).CutToMilliseconds(),
            PlainText.CleanLine(CouncilDesk.Needed(nameof(command.Gist), command.Gist))
        );
        desk.Db.SetTimer(SuggestionTimer.Name, suggestion.Id, suggestion.DueAt!.Value, desk.Now);
        await TellUnit(desk, suggestion, CouncilNewsKind.SuggestionGiven, ct);
        return await Keep(suggestion, actor, "suggestion.studied", ct);
    }

    /// <exception cref="RuleViolation"><c>suggestion.state</c>.</exception>
    public async Task<Moved> Reply(Guid id, Replying command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var suggestion = await scope.Find(id, command.Version, actor, ct);
        suggestion.Reply(
            command.Outcome!.Value,
            CouncilDesk.Needed(nameof(command.Text), command.Text),
            TitleOf(suggestion, actor),
            desk.Now
        );
        desk.Db.SetTimer(
            SuggestionForget.Name,
            suggestion.Id,
            desk.Now.AddDays(Math.Max(1, settings.GetValue("Council:SuggestionKeepDays", KeepDays))),
            desk.Now
        );
        await TellGiver(suggestion, no => T["【格治】您的建议 {0} 已答复，请到“我的建议”查看。", no], ct);
        return await Keep(suggestion, actor, "suggestion.answered", ct);
    }

    /// <exception cref="RuleViolation"><c>suggestion.state</c>, <c>file.*</c>.</exception>
    public async Task<Moved> Finish(Guid id, Finishing command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var suggestion = await scope.Find(id, command.Version, actor, ct);
        suggestion.Finish(CouncilDesk.Needed(nameof(command.Note), command.Note), desk.Now);
        await intake.Keep(desk, suggestion.Id, photos, CouncilFileKind.After, TitleOf(suggestion, actor), ct);
        if (command.ArePhotosClean)
            foreach (
                var file in desk.Db.ChangeTracker.Entries<CouncilFile>().Select(e => e.Entity).Where(f => f.Kind == CouncilFileKind.After)
            )
                (file.ClearedAt, file.ClearedBy) = (desk.Now, actor.AccountId);
        await TellGiver(suggestion, no => T["【格治】您的建议 {0} 已落实，请到“我的建议”查看。", no], ct);
        return await Keep(suggestion, actor, "suggestion.done", ct);
    }

    /// <exception cref="Forbidden">The actor does not lead there.</exception>
    /// <exception cref="RuleViolation"><c>suggestion.not-adopted</c>.</exception>
    public async Task<Moved> Award(Guid id, Awarding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var suggestion = await scope.ToKeep(id, command.Version, actor, ct);
        suggestion.Award(
            CouncilDesk.Needed(nameof(command.Why), command.Why),
            actor.Require(Permission.LeadCouncil, suggestion.AreaCode).Title
        );
        await TellGiver(suggestion, no => T["【格治】您的建议 {0} 被评为金点子，请到“我的建议”查看。", no], ct);
        return await Keep(suggestion, actor, "suggestion.awarded", ct);
    }

    /// <exception cref="NotFound">No such group in its call.</exception>
    public async Task<Moved> Group(Guid id, Grouping command, Actor actor, CancellationToken ct)
    {
        var suggestion = await scope.ToKeep(id, command.Version, actor, ct);
        if (
            command.GroupId is { } group
            && !await desk.Db.Set<OpinionGroup>().AnyAsync(g => g.Id == group && g.CallId == suggestion.CallId, ct)
        )
            throw new NotFound("opinion-group");
        suggestion.GroupId = command.GroupId;
        return await Keep(suggestion, actor, "suggestion.grouped", ct);
    }

    /// <summary>Says what was written, once, for a purpose; the trail keeps who and why.</summary>
    public async Task<Opened> Open(Guid id, Opening command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var suggestion = await scope.Find(id, null, actor, ct);
        desk.Db.Audit(actor, "suggestion.opened", suggestion.Id, CouncilDesk.Needed(nameof(command.Purpose), command.Purpose), desk.Now);
        await desk.Db.Save(ct);
        var phone = cipher.Open(suggestion.DistrictId, Suggestion.PhoneFieldName, suggestion.PhoneSealed);
        return new Opened(
            cipher.Open(suggestion.DistrictId, Suggestion.WordsField, suggestion.WordsSealed),
            phone is null ? null : Mask.Phone(phone)
        );
    }

    /// <exception cref="Forbidden">The actor holds nothing there.</exception>
    public async Task<Kept> Call(Calling command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.EndsOn < command.BeginsOn || (command.CallId is null && command.EndsOn < desk.Today))
            throw new InvalidInput(nameof(command.EndsOn), "suggestion.call-days");
        var unit = (await desk.Known(nameof(command.UnitCode), [command.UnitCode], ct)).Single();
        if (command.CallId is { } id)
        {
            var known = await scope.Call(id, command.Version, actor, ct);
            Write(known, command);
            return await Keep(known, actor, "opinion-call.changed", ct);
        }
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.HoldMeetings, area);
        return await Once.Run(
            desk.Db,
            "opinion-call",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            () =>
            {
                var call = new OpinionCall
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    No = desk.NewNo(),
                    AreaCode = area,
                    UnitCode = unit,
                };
                Write(call, command);
                desk.Db.Add(call);
                desk.Db.Audit(actor, "opinion-call.begun", call.Id, call.Title, desk.Now);
                return Task.FromResult(new Kept(call.Id, call.Version));
            },
            ct
        );
    }

    private static void Write(OpinionCall call, Calling command)
    {
        if (call.PublishedAt is not null)
            throw new RuleViolation("suggestion.call-published");
        (call.Title, call.About, call.Asked) = (
            PlainText.CleanLine(command.Title),
            PlainText.Clean(command.About),
            PlainText.Clean(command.Asked)
        );
        (call.BeginsOn, call.EndsOn) = (command.BeginsOn!.Value, command.EndsOn!.Value);
    }

    /// <exception cref="RuleViolation"><c>suggestion.call-published</c>.</exception>
    public async Task<Kept> Sort(Guid callId, Sorting command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var call = await scope.Call(callId, null, actor, ct);
        if (call.PublishedAt is not null)
            throw new RuleViolation("suggestion.call-published");
        var group = command.GroupId is { } id
            ? await desk.Db.Set<OpinionGroup>().FirstOrDefaultAsync(g => g.Id == id && g.CallId == callId, ct)
                ?? throw new NotFound("opinion-group")
            : desk
                .Db.Add(
                    new OpinionGroup
                    {
                        DistrictId = desk.Db.DistrictId,
                        Id = Ids.New(desk.Now),
                        CallId = callId,
                    }
                )
                .Entity;
        (group.Title, group.Done) = (PlainText.CleanLine(command.Title), PlainText.Clean(command.Done));
        desk.Db.Audit(actor, "opinion-call.changed", callId, group.Title, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(group.Id, group.Version);
    }

    /// <exception cref="RuleViolation"><c>suggestion.call-runs</c>, <c>suggestion.groups-open</c>, <c>suggestion.call-published</c>.</exception>
    public async Task<Kept> Publish(Guid callId, Publishing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var call = await scope.Call(callId, command.Version, actor, ct);
        if (call.PublishedAt is not null)
            throw new RuleViolation("suggestion.call-published");
        if (call.EndsOn >= desk.Today)
            throw new RuleViolation("suggestion.call-runs");
        if (await desk.Db.Set<OpinionGroup>().AnyAsync(g => g.CallId == callId && g.Done == "", ct))
            throw new RuleViolation("suggestion.groups-open");
        call.Publish(CouncilDesk.Needed(nameof(command.Outcome), command.Outcome), desk.Now);
        return await Keep(call, actor, "opinion-call.published", ct);
    }

    private async Task<Kept> Keep(OpinionCall call, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, call.Id, call.Title, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(call.Id, call.Version);
    }

    private static string TitleOf(Suggestion suggestion, Actor actor) =>
        (suggestion.UnitCode is { } unit ? CouncilDesk.UnitPost(actor, unit)?.Title : null)
        ?? actor.Require(Permission.HoldMeetings, suggestion.AreaCode).Title;

    /// <summary>Into the outgoing post, not at night, in the giver's language; what was answered is read behind the sign-in, not in the message.</summary>
    private async Task TellGiver(Suggestion suggestion, Func<string, string> words, CancellationToken ct)
    {
        if (cipher.Open(suggestion.DistrictId, Suggestion.PhoneFieldName, suggestion.PhoneSealed) is not { } phone)
            return;
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(suggestion.Language);
            await desk.Db.Post(
                new Post(
                    Media.Sms,
                    "suggestion.step",
                    suggestion.Id,
                    phone,
                    "",
                    words(ReceiptNo.Parse(suggestion.No).Display),
                    times.Residents.After(desk.Now, times.Zone)
                ),
                cipher,
                desk.Now,
                ct
            );
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }
    }

    internal static async Task TellUnit(CouncilDesk desk, Suggestion suggestion, CouncilNewsKind kind, CancellationToken ct) =>
        desk.Db.TellCouncil(
            await desk.PeopleOf(suggestion.UnitCode!, ct),
            kind,
            suggestion.Id,
            suggestion.Gist ?? "",
            suggestion.AreaCode,
            suggestion.DueAt is { } due ? $"请在 {desk.Calendar.LocalDay(due):yyyy-MM-dd} 前答复" : "请答复",
            desk.Now
        );

    private async Task<Moved> Keep(Suggestion suggestion, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, suggestion.Id, "", desk.Now);
        await desk.Save(ct);
        return new Moved(suggestion.Id, suggestion.State, suggestion.DueAt, suggestion.Version);
    }
}

/// <summary>The limit is over and nobody answered: the unit is told, the mark stays. 建议答复到期</summary>
internal sealed class SuggestionTimer(CouncilDesk desk) : ITimerHandler
{
    public const string Name = "council.suggestion";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var suggestion = await db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == timer.SubjectId, ct);
        if (suggestion is not { State: SuggestionState.InStudy, DueAt: { } due } || due > now)
            return; // another limit has its own timer
        suggestion.Miss(now);
        await HandleSuggestion.TellUnit(desk, suggestion, CouncilNewsKind.SuggestionLate, ct);
    }
}

/// <summary>The time for which words and phone are kept is over. 建议原文到期删除</summary>
internal sealed class SuggestionForget : ITimerHandler
{
    public const string Name = "council.suggestion-forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == timer.SubjectId, ct) is { } suggestion)
            await Whole(db, suggestion, ct);
    }

    /// <summary>With the giver's own photos; those of what was done stay.</summary>
    public static async Task Whole(GezhiDb db, Suggestion suggestion, CancellationToken ct)
    {
        suggestion.Forget();
        db.RemoveRange(
            await db.Set<CouncilFile>().Where(f => f.SubjectId == suggestion.Id && f.Kind == CouncilFileKind.Evidence).ToListAsync(ct)
        );
    }
}
