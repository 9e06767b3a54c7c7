using Gezhi.Cases.Contract;
using Gezhi.Open311.Wire;

namespace Gezhi.Open311.Requests;

/// <summary>GET tokens: the number of a report that was answered with a token. 令牌</summary>
/// <remarks>A report has its number when it is durable, so a token never has to wait; it is the number in another dress.</remarks>
internal sealed class Tokens(PublicCases cases)
{
    private const string Prefix = "t-";

    public static string Of(Guid caseId) => Prefix + caseId.ToString("N");

    /// <exception cref="Refusal">404: no report was answered with it.</exception>
    public async Task<Answer> Run(string token, CancellationToken ct)
    {
        var isToken = token.StartsWith(Prefix, StringComparison.Ordinal);
        if (!isToken || !Guid.TryParseExact(token[Prefix.Length..], "N", out var caseId) || (await cases.Find([caseId], ct)).Count == 0)
            throw Refusal.Missing($"There is no token '{token}'.");
        return Answer.Ok(
            Body.List("service_requests", "request", [new Fields { { "service_request_id", caseId.ToString("N") }, { "token", token } }])
        );
    }
}
