using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gezhi.Platform.Tables;

namespace Gezhi.Council.Votes;

/// <summary>What a recount is made of. 复算材料</summary>
/// <param name="Units">Of the roll as it stands at the end.</param>
/// <param name="Took">Owners who took part and were not struck.</param>
/// <param name="Ballots">Those that count.</param>
public sealed record RecountFacts(
    Guid VoteId,
    MatterKind Kind,
    bool IsSecret,
    bool CountsParking,
    string RollHash,
    IReadOnlyList<RollLine> Units,
    IReadOnlyList<MovedUnit> Moved,
    IReadOnlySet<int> Took,
    IReadOnlyList<BoxLine> Ballots
);

/// <summary>A unit in the recount file: no door, no name. 名册行（公开）</summary>
public sealed record RollLine(int No, long Area, UnitUse Use, int OwnerNo);

/// <summary>A unit that went to another owner after the roll was frozen. 变更行（公开）</summary>
public sealed record MovedUnit(int UnitNo, int From, int To);

/// <summary>A ballot in the recount file. 票（公开）</summary>
public sealed record BoxLine(string Fingerprint, BallotChoice Choice, long Area);

/// <summary>The file by which anybody can count again and each voter finds the own ballot. 复算文件</summary>
/// <remarks>
/// Open vote: each ballot with its area. Secret vote: ballots without area; areas are given for bundles of five and more ballots of one choice, because many an
/// area belongs to one flat alone; fewer than five ballots against or fewer than five abstentions are told together.
/// </remarks>
public static class RecountFile
{
    /// <summary>Smallest bundle of a secret vote.</summary>
    public const int LeastInBundle = 5;

    private const string NotYes = "NotYes";

    private static readonly JsonWriterOptions Plain = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By which a ballot is found: SHA-256 of <c>gezhi-vote|vote|receipt</c>, hexadecimal.</summary>
    /// <param name="receipt">12 characters.</param>
    public static string Fingerprint(Guid voteId, string receipt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"gezhi-vote|{voteId:D}|{receipt}")));

    /// <summary>SHA-256 over <c>no|area|use|owner</c> of each unit and a line end, in order of number.</summary>
    public static string HashOf(IEnumerable<RollLine> units)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var unit in units.OrderBy(u => u.No))
            hash.AppendData(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{unit.No}|{unit.Area}|{unit.Use}|{unit.OwnerNo}\n"))
            );
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Area of each owner with at least one unit that counts.</summary>
    public static IReadOnlyDictionary<int, long> Weights(IEnumerable<RollLine> units, bool countsParking)
    {
        var areas = new Dictionary<int, long>();
        foreach (var unit in units)
            if (countsParking || unit.Use != UnitUse.Parking)
                areas[unit.OwnerNo] = areas.GetValueOrDefault(unit.OwnerNo) + unit.Area;
        return areas;
    }

    /// <summary>Whether few votes against or abstentions of a secret vote are told together.</summary>
    public static bool TellsTogether(bool isSecret, VoteOutcome outcome) =>
        isSecret && (outcome.No.People is > 0 and < LeastInBundle || outcome.Abstain.People is > 0 and < LeastInBundle);

    /// <summary>Counts.</summary>
    public static VoteOutcome Count(RecountFacts facts)
    {
        var weights = Weights(facts.Units, facts.CountsParking);
        return VoteCount.Count(
            MatterRules.IsSpecial(facts.Kind),
            new VoteWeight(weights.Values.Sum(), weights.Count),
            facts.Ballots.Select(b => new CountedBallot(b.Area, b.Choice))
        );
    }

    /// <summary>The file as JSON; the same facts give the same bytes.</summary>
    public static byte[] Json(RecountFacts facts, VoteOutcome outcome)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("format", "gezhi-owners-vote-1");
            json.WriteString("vote", facts.VoteId.ToString("D"));
            json.WriteNumber("item", MatterRules.Item(facts.Kind));
            json.WriteBoolean("special", MatterRules.IsSpecial(facts.Kind));
            json.WriteBoolean("secret", facts.IsSecret);
            json.WriteBoolean("countsParking", facts.CountsParking);
            json.WriteString("rollHash", facts.RollHash);
            json.WriteStartArray("units");
            foreach (var unit in facts.Units.OrderBy(u => u.No))
                json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{unit.No},{unit.Area},\"{unit.Use}\",{unit.OwnerNo}]"));
            json.WriteEndArray();
            json.WriteStartArray("moved");
            foreach (var moved in facts.Moved)
                json.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"[{moved.UnitNo},{moved.From},{moved.To}]"));
            json.WriteEndArray();
            json.WriteStartArray("took");
            foreach (var owner in facts.Took.Order())
                json.WriteNumberValue(owner);
            json.WriteEndArray();
            Ballots(json, facts, TellsTogether(facts.IsSecret, outcome));
            Result(json, outcome, TellsTogether(facts.IsSecret, outcome));
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>The same as a table.</summary>
    public static byte[] Csv(RecountFacts facts, VoteOutcome outcome)
    {
        var together = TellsTogether(facts.IsSecret, outcome);
        var lines = new List<string?[]>();
        foreach (var unit in facts.Units.OrderBy(u => u.No))
            lines.Add([
                "unit",
                Number(unit.No),
                Number(unit.OwnerNo),
                Number(unit.Area),
                $"{unit.Use}",
                facts.Took.Contains(unit.OwnerNo) ? "took" : "",
                "",
            ]);
        var (ballots, bundles) = Box(facts, together);
        foreach (var (ballot, bundle) in ballots)
            lines.Add([
                "ballot",
                "",
                "",
                facts.IsSecret ? "" : Number(ballot.Area),
                Word(ballot.Choice, together),
                ballot.Fingerprint,
                bundle > 0 ? Number(bundle) : "",
            ]);
        foreach (var bundle in bundles)
            lines.Add(["bundle", Number(bundle.No), Number(bundle.People), Number(bundle.Area), bundle.Choice, "", ""]);
        return SheetWriter.WriteCsv(
            [
                new("kind"),
                new("no"),
                new("owner_or_people"),
                new("area_hundredths"),
                new("use_or_choice"),
                new("took_or_receipt", 64),
                new("bundle"),
            ],
            lines
        );
    }

    private sealed record Bundle(int No, string Choice, int People, long Area);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word(BallotChoice choice, bool together) => together && choice != BallotChoice.Yes ? NotYes : $"{choice}";

    private static (List<(BoxLine Ballot, int Bundle)> Ballots, List<Bundle> Bundles) Box(RecountFacts facts, bool together)
    {
        var ordered = facts.Ballots.OrderBy(b => b.Fingerprint, StringComparer.Ordinal);
        if (!facts.IsSecret)
            return ([.. ordered.Select(b => (b, 0))], []);
        var (bundles, of) = (new List<Bundle>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var group in facts.Ballots.GroupBy(b => Word(b.Choice, together)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            // by fingerprint, not by area: otherwise a bundle would say about how large each of its flats is
            var all = group.OrderBy(b => b.Fingerprint, StringComparer.Ordinal).ToList();
            for (var at = 0; at < all.Count; )
            {
                var take = all.Count - at < 2 * LeastInBundle ? all.Count - at : LeastInBundle;
                var some = all.GetRange(at, take);
                bundles.Add(new Bundle(bundles.Count + 1, group.Key, take, some.Sum(b => b.Area)));
                foreach (var ballot in some)
                    of[ballot.Fingerprint] = bundles.Count;
                at += take;
            }
        }
        return ([.. ordered.Select(b => (b, of[b.Fingerprint]))], bundles);
    }

    private static void Ballots(Utf8JsonWriter json, RecountFacts facts, bool together)
    {
        var (ballots, bundles) = Box(facts, together);
        json.WriteStartArray("ballots");
        foreach (var (ballot, bundle) in ballots)
        {
            json.WriteStartObject();
            json.WriteString("receipt", ballot.Fingerprint);
            json.WriteString("choice", Word(ballot.Choice, together));
            json.WriteNumber(facts.IsSecret ? "bundle" : "area", facts.IsSecret ? bundle : ballot.Area);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("bundles");
        foreach (var bundle in bundles)
        {
            json.WriteStartObject();
            json.WriteNumber("no", bundle.No);
            json.WriteString("choice", bundle.Choice);
            json.WriteNumber("people", bundle.People);
            json.WriteNumber("area", bundle.Area);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Result(Utf8JsonWriter json, VoteOutcome outcome, bool together)
    {
        json.WriteStartObject("result");
        Weight("total", outcome.Total);
        Weight("participating", outcome.Participating);
        Weight("yes", outcome.Yes);
        if (together)
            Weight("notYes", outcome.No + outcome.Abstain);
        else
        {
            Weight("no", outcome.No);
            Weight("abstain", outcome.Abstain);
        }
        json.WriteBoolean("quorum", outcome.HasQuorum);
        json.WriteBoolean("passed", outcome.IsPassed);
        json.WriteEndObject();
        void Weight(string name, VoteWeight weight)
        {
            json.WriteStartObject(name);
            json.WriteNumber("area", weight.Area);
            json.WriteNumber("people", weight.People);
            json.WriteEndObject();
        }
    }
}
