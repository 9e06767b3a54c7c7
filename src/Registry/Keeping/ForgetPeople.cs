using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Time;
using Gezhi.Registry.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Registry.Keeping;

/// <summary>Takes name, phone, number and year of birth off people whose record ended long ago; that there was one, and its days, stay. 到期清除已注销人员</summary>
/// <remarks>
/// Each person gets a row on the trail. Who is held is left alone; what a withdrawn consent had to leave because of a hold goes when the hold is over.
/// </remarks>
public sealed class ForgetPeople(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    Districts districts,
    TimeProvider clock,
    ILogger<ForgetPeople> log
) : Loop(clock, log)
{
    private const int Most = 500;

    /// <summary>Days after the end of the record; <c>Retention:EndedPersonDays</c>, 1,095, at least 1 (a practice to be decided locally).</summary>
    public int Days { get; } = Math.Max(1, configuration.GetValue("Retention:EndedPersonDays", 1_095));

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var district in districts.All)
            forgotten += await Forget(district, ct);
        return forgotten > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(6);
    }

    /// <summary>One portion of a district.</summary>
    /// <returns>How many people were forgotten.</returns>
    public async Task<int> Forget(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var seal = scope.ServiceProvider.GetRequiredService<PersonSeal>();
        var until = scope.ServiceProvider.GetRequiredService<WorkCalendar>().LocalDay(Now).AddDays(-Days);
        var held = scope.ServiceProvider.GetRequiredService<HoldBook>().Standing().Select(h => h.SubjectId);
        var due = await db.Set<Person>()
            .Where(p => p.ValidTo != null && p.ValidTo < until && !held.Contains(p.Id))
            .Where(p => p.NameMask != "" || p.PhoneSealed != null || p.CitizenIdSealed != null || p.BirthYear != null)
            .OrderBy(p => p.Id)
            .Take(Most)
            .ToListAsync(ct);
        foreach (var person in due)
        {
            seal.Forget(person);
            db.Audit(Actor.System(district), "data.retention", person.Id, $"person {Days}", Now);
        }
        var left = await LeftByHolds(db, held).OrderBy(p => p.Id).Take(Most).ToListAsync(ct);
        foreach (var person in left)
        {
            if (person.ValidTo is null)
                seal.ForgetNumbers(person);
            else
                seal.Forget(person);
            db.Audit(Actor.System(district), "data.retention", person.Id, "person hold-over", Now);
        }
        if (due.Count + left.Count > 0)
            await db.Save(ct);
        return due.Count + left.Count;
    }

    /// <summary>People who were held once and are no longer, whose consent was taken back meanwhile.</summary>
    private static IQueryable<Person> LeftByHolds(GezhiDb db, IQueryable<Guid> held)
    {
        var once = db.Set<PersonHold>().Where(h => h.Kind == HeldKind.Person).Select(h => h.SubjectId);
        var consents = db.Set<ConsentRecord>().Where(c => c.Purpose == ConsentPurposes.Child);
        return db.Set<Person>()
            .Where(p => once.Contains(p.Id) && !held.Contains(p.Id))
            .Where(p =>
                p.ValidTo == null
                    ? p.ConsentedOn == null && (p.PhoneSealed != null || p.CitizenIdSealed != null)
                    : p.NameMask != ""
                        && consents.Any(c => c.SubjectId == p.Id && c.WithdrawnAt != null)
                        && !consents.Any(c => c.SubjectId == p.Id && c.WithdrawnAt == null)
            );
    }
}
