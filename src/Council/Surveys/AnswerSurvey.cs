using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Surveys;

/// <summary>Takes answers: once a person, from the net and from paper into one count. 作答</summary>
public sealed class AnswerSurvey(SurveyDesk desk, FieldCipher cipher, ResidentPhones phones, HomeBook homes)
{
    /// <param name="Answers">By field: keys of options, points, or the words; of a matrix the field is question and row, <c>q2.1</c>.</param>
    /// <param name="Key">8 to 64 characters made by who answers without account: sent twice, it counts once.</param>
    public sealed record Given(
        [property: Needed] IReadOnlyDictionary<string, string[]> Answers,
        [property: Longest(64)] string? Key = null
    );

    /// <param name="IsChanged">An answer that was there was replaced.</param>
    public sealed record Taken(Guid SurveyId, bool IsChanged);

    public static void Map(IEndpointRouteBuilder anybody, IEndpointRouteBuilder staff)
    {
        anybody
            .MapPost(
                "/{surveyId:guid}/answers",
                (Guid surveyId, Given command, AnswerSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.Run(surveyId, command, actor, ct)
            )
            .WithSummary("填写问卷 · Answer a questionnaire");
        staff
            .MapPost(
                "/{surveyId:guid}/papers",
                (Guid surveyId, Given command, AnswerSurvey feature, Actor actor, CancellationToken ct) =>
                    feature.OnPaper(surveyId, command, actor, ct)
            )
            .WithSummary("录入纸质答卷 · Enter a paper answer");
    }

    /// <exception cref="NotFound">Not there, or a draft.</exception>
    /// <exception cref="RuleViolation"><c>survey.over</c>, <c>survey.not-yet</c>, <c>survey.sign-in</c>, <c>survey.twice</c>.</exception>
    /// <exception cref="InvalidInput">See <see cref="SurveyForm.Accept"/>.</exception>
    public Task<Taken> Run(Guid surveyId, Given command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return desk.Db.Again(() => Take(surveyId, command, actor, ct), ct);
    }

    private async Task<Taken> Take(Guid surveyId, Given command, Actor actor, CancellationToken ct)
    {
        var survey = await desk.Public(surveyId, ct);
        Demand(survey);
        var phone = await phones.Of(actor, ct);
        if (survey.Audience != SurveyAudience.Anybody && phone is null)
            throw new RuleViolation("survey.sign-in");
        var person =
            survey.Audience == SurveyAudience.Household ? await Household(survey, actor, ct)
            : phone is not null ? actor.AccountId!.Value.ToString("N")
            : command.Key is { Length: >= 8 } key ? "key " + key
            : throw new InvalidInput(nameof(command.Key), "once.key-length");
        var mark = desk.MarkOf(surveyId, person);
        var answers = SurveyForm.Accept(SurveyForm.Read(survey.Questions), command.Answers);
        var isKnown = await desk.Db.Set<SurveyTurnout>().AnyAsync(t => t.SurveyId == surveyId && t.Mark == mark, ct);
        if (isKnown && survey.IsAnonymous)
            throw new RuleViolation("survey.twice");
        if (!isKnown)
            desk.Db.Add(
                new SurveyTurnout
                {
                    DistrictId = desk.Db.DistrictId,
                    SurveyId = surveyId,
                    Mark = mark,
                }
            );
        if (survey.IsAnonymous)
            await desk.AddShuffled(desk.New(surveyId, SurveyChannel.Online, answers), ct);
        else
            await Named(surveyId, answers, mark, phone!, ct);
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            desk.Db.Forget();
            throw new RuleViolation("survey.twice"); // two came at once
        }
        return new Taken(surveyId, isKnown);
    }

    /// <summary>The door behind which they are confirmed: all of a household are one.</summary>
    /// <exception cref="RuleViolation"><c>survey.no-home</c>, <c>survey.other-area</c>.</exception>
    private async Task<string> Household(Survey survey, Actor actor, CancellationToken ct)
    {
        var home = await homes.Of(actor.AccountId!.Value, ct) ?? throw new RuleViolation("survey.no-home");
        return home.AreaCode.StartsWith(survey.AreaCode, StringComparison.Ordinal)
            ? "home " + home.DwellingId.ToString("N")
            : throw new RuleViolation("survey.other-area", desk.Desk.AreaName(survey.AreaCode));
    }

    private async Task Named(Guid surveyId, Dictionary<string, string[]> answers, string mark, string phone, CancellationToken ct)
    {
        var known = await desk.Db.Set<SurveyAnswer>().FirstOrDefaultAsync(a => a.SurveyId == surveyId && a.Mark == mark, ct);
        var answer = known ?? desk.New(surveyId, SurveyChannel.Online, answers);
        (answer.ContentSealed, answer.Stamp) = (desk.Seal(answers), SurveyDesk.Drawn());
        (answer.Mark, answer.At) = (mark, desk.Desk.Now);
        answer.PhoneSealed = cipher.Seal(desk.Db.DistrictId, SurveyAnswer.PhoneFieldName, phone);
        answer.PhoneIndex = cipher.Index(desk.Db.DistrictId, SurveyAnswer.PhoneFieldName, phone);
        if (known is null)
            desk.Db.Add(answer);
    }

    /// <summary>Papers carry no name, also those of a named questionnaire.</summary>
    /// <exception cref="RuleViolation"><c>survey.state</c>: it is not open any more.</exception>
    public async Task<Taken> OnPaper(Guid surveyId, Given command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        await desk.Find(surveyId, null, false, actor, ct);
        return await desk.Db.Again(
            () =>
                Once.Run(
                    desk.Db,
                    "survey-paper",
                    Once.Bound(command.Key, actor.AccountId, null),
                    new { surveyId }, // not what was chosen: the key is kept with its time
                    desk.Desk.Now,
                    async () =>
                    {
                        var survey = await desk.Find(surveyId, null, false, actor, ct);
                        if (survey.State != SurveyState.Open)
                            throw new RuleViolation("survey.over");
                        if (desk.Desk.Today < survey.OpensOn)
                            throw new RuleViolation("survey.not-yet", survey.OpensOn!);
                        var answers = SurveyForm.Accept(SurveyForm.Read(survey.Questions), command.Answers);
                        await desk.AddShuffled(desk.New(surveyId, SurveyChannel.Paper, answers), ct);
                        desk.Db.Audit(actor, "survey.paper-entered", surveyId, survey.Title, desk.Desk.Now);
                        return new Taken(surveyId, false);
                    },
                    ct
                ),
            ct
        );
    }

    /// <summary>What this person answered, to change it; null: nothing, or anonymous.</summary>
    public async Task<(bool HasAnswered, Dictionary<string, string[]>? Own)> Before(Survey survey, Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return (false, null);
        var door = survey.Audience == SurveyAudience.Household ? (await homes.Of(me, ct))?.DwellingId : null;
        if (door is null && survey.Audience == SurveyAudience.Household)
            return (false, null);
        var mark = desk.MarkOf(survey.Id, door is { } home ? "home " + home.ToString("N") : me.ToString("N"));
        var has = await desk.Db.Set<SurveyTurnout>().AnyAsync(t => t.SurveyId == survey.Id && t.Mark == mark, ct);
        var own = survey.IsAnonymous
            ? null
            : await desk.Db.Set<SurveyAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.SurveyId == survey.Id && a.Mark == mark, ct);
        return (has, own is null || !await IsOwn(own, actor, ct) ? null : desk.Open(own));
    }

    /// <summary>Another of the household may answer anew for all, but does not read what was answered.</summary>
    private async Task<bool> IsOwn(SurveyAnswer answer, Actor actor, CancellationToken ct) =>
        answer.PhoneSealed is { } kept && cipher.Open(answer.DistrictId, SurveyAnswer.PhoneFieldName, kept) == await phones.Of(actor, ct);

    private void Demand(Survey survey)
    {
        if (survey.State != SurveyState.Open || desk.Desk.Today > survey.ClosesOn)
            throw new RuleViolation("survey.over");
        if (desk.Desk.Today < survey.OpensOn)
            throw new RuleViolation("survey.not-yet", survey.OpensOn!);
    }
}
