namespace Gezhi.Platform.Consents;

/// <summary>What a module does with a consent: what stops when it is taken back, what comes back when it is given again. 同意的使用方</summary>
/// <remarks>Each module that keeps or does something by consent brings one for each purpose; several may serve the same purpose.</remarks>
public interface IConsentUse
{
    /// <summary>One of <see cref="ConsentPurposes"/>.</summary>
    string Purpose { get; }

    /// <summary>Stops what rests on the consent, and deletes what was kept by it; added to the change that is being made, the caller saves.</summary>
    /// <returns>How many things stopped.</returns>
    Task<int> Stop(ConsentSubject subject, CancellationToken ct);

    /// <summary>Brings back what can be brought back; added to the change that is being made, the caller saves.</summary>
    Task Resume(ConsentSubject subject, CancellationToken ct) => Task.CompletedTask;

    /// <summary>What is kept of the user of a phone by a consent of before records were written, or that came with a list.</summary>
    /// <param name="phone">Proved by a code; normalised.</param>
    Task<IReadOnlyList<UnwrittenConsent>> Unwritten(string phone, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<UnwrittenConsent>>([]);

    /// <summary>Whom the module knows under a phone, when it is one person alone: who shares a phone is told nothing of the others.</summary>
    /// <param name="phone">Proved by a code; normalised.</param>
    Task<IReadOnlyList<Guid>> SubjectsOf(string phone, CancellationToken ct) => Task.FromResult<IReadOnlyList<Guid>>([]);
}

/// <summary>A consent that stands on a record of its own kind, without a row of its own. 未单列的同意</summary>
/// <param name="GivenOn">Local day.</param>
public sealed record UnwrittenConsent(string Purpose, ConsentSubject Subject, string AreaCode, DateOnly GivenOn);
