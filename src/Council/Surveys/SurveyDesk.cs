using System.Security.Cryptography;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Surveys;

/// <summary>What every step of a questionnaire needs: find it, who may, put an answer where nobody can tell whose it is. 问卷台</summary>
public sealed class SurveyDesk(CouncilDesk desk, FieldCipher cipher)
{
    public CouncilDesk Desk => desk;

    public GezhiDb Db => desk.Db;

    /// <summary>Whether the actor writes and counts questionnaires there.</summary>
    public static bool Leads(Actor actor, string areaCode) => actor.PostFor(Permission.LeadCouncil, areaCode) is not null;

    /// <summary>Whether the actor enters papers there: who leads, or a grid of the community.</summary>
    public static bool Enters(Actor actor, string areaCode) =>
        Leads(actor, areaCode) || Votes.VoteDesk.Reaches(actor, Permission.TakeBallots, areaCode);

    /// <param name="version">The version the person saw; null: not asked.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="Forbidden">The actor enters papers, and does not lead.</exception>
    public async Task<Survey> Find(Guid surveyId, int? version, bool leads, Actor actor, CancellationToken ct)
    {
        var survey = await Db.Set<Survey>().FirstOrDefaultAsync(s => s.Id == surveyId, ct);
        if (survey is null || !Enters(actor, survey.AreaCode))
            throw new NotFound("survey");
        if (leads && !Leads(actor, survey.AreaCode))
            throw new Forbidden(Permission.LeadCouncil);
        CouncilDesk.Seen(survey, version);
        return survey;
    }

    /// <summary>As everybody may see it: no drafts.</summary>
    /// <exception cref="NotFound">Not there, or still a draft.</exception>
    public async Task<Survey> Public(Guid surveyId, CancellationToken ct) =>
        await Db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == surveyId && s.State != SurveyState.Draft, ct)
        ?? throw new NotFound("survey");

    /// <summary>By this the same person is known again, and nothing else.</summary>
    internal string MarkOf(Guid surveyId, string person) =>
        Convert.ToHexStringLower(cipher.Mark(Db.DistrictId, SurveyTurnout.MarkField, $"{surveyId:N}{person}"));

    internal byte[] Seal(IReadOnlyDictionary<string, string[]> answers) =>
        cipher.Seal(Db.DistrictId, SurveyAnswer.Field, SurveyForm.WriteAnswers(answers))!;

    internal Dictionary<string, string[]> Open(SurveyAnswer answer) =>
        answer.ContentSealed is null ? [] : SurveyForm.ReadAnswers(cipher.Open(Db.DistrictId, SurveyAnswer.Field, answer.ContentSealed)!);

    internal SurveyAnswer New(Guid surveyId, SurveyChannel channel, IReadOnlyDictionary<string, string[]> answers) =>
        new()
        {
            DistrictId = Db.DistrictId,
            SurveyId = surveyId,
            Id = Drawn(),
            Stamp = Drawn(),
            Channel = channel,
            ContentSealed = Seal(answers),
        };

    /// <summary>
    /// Adds an answer so that its row says nothing of when it came: it changes places with one drawn among all, itself included. After every one of
    /// them each order of contents in the rows is as likely as any other.
    /// </summary>
    internal async Task AddShuffled(SurveyAnswer answer, CancellationToken ct)
    {
        var theirs = Db.Set<SurveyAnswer>().Where(a => a.SurveyId == answer.SurveyId);
        var place = RandomNumberGenerator.GetInt32((await theirs.CountAsync(ct)) + 1);
        if (await theirs.OrderBy(a => a.Id).Skip(place).FirstOrDefaultAsync(ct) is { } other)
        {
            (other.ContentSealed, answer.ContentSealed) = (answer.ContentSealed, other.ContentSealed);
            (other.Channel, answer.Channel) = (answer.Channel, other.Channel);
            other.Stamp = Drawn();
        }
        Db.Add(answer);
    }

    /// <summary>All of them written anew in a drawn order and sealed anew; who took part is forgotten.</summary>
    internal async Task Rewrite(Guid surveyId, CancellationToken ct)
    {
        var old = await Db.Set<SurveyAnswer>().Where(a => a.SurveyId == surveyId).ToListAsync(ct);
        var anew = old.ConvertAll(a => New(surveyId, a.Channel, Open(a)));
        RandomNumberGenerator.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(anew));
        Db.RemoveRange(old);
        Db.AddRange(anew);
        Db.RemoveRange(await Db.Set<SurveyTurnout>().Where(t => t.SurveyId == surveyId).ToListAsync(ct));
    }

    /// <summary>A random id: one made of the time would tell it.</summary>
    internal static Guid Drawn() => new(RandomNumberGenerator.GetBytes(16));
}

/// <summary>The last day is over: it closes by itself. 问卷到期截止</summary>
internal sealed class SurveyTimer(KeepSurvey keeping) : ITimerHandler
{
    public const string Name = "council.survey";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Set<Survey>().FirstOrDefaultAsync(s => s.Id == timer.SubjectId, ct) is { State: SurveyState.Open } survey)
            await keeping.End(survey, ct);
    }
}

/// <summary>The time for which names are kept is over: answers stay, phones go. 问卷到期脱名</summary>
internal sealed class SurveyForget : ITimerHandler
{
    public const string Name = "council.survey-forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        foreach (var answer in await db.Set<SurveyAnswer>().Where(a => a.SurveyId == timer.SubjectId && a.Mark != null).ToListAsync(ct))
            Strip(answer);
        db.RemoveRange(await db.Set<SurveyTurnout>().Where(t => t.SurveyId == timer.SubjectId).ToListAsync(ct));
    }

    internal static void Strip(SurveyAnswer answer) =>
        (answer.Mark, answer.PhoneSealed, answer.PhoneIndex, answer.At) = (null, null, null, null);
}
