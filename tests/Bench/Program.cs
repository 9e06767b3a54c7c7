using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Gezhi.Tests.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var benches = typeof(Bench)
    .Assembly.GetTypes()
    .Where(type => type.IsSubclassOf(typeof(Bench)) && !type.IsAbstract)
    .Select(type => (Bench)Activator.CreateInstance(type)!)
    .OrderBy(bench => bench.Name, StringComparer.Ordinal)
    .ToList();
var words = args.Where(word => word != "--quick").ToList();
if (words.Count == 0)
{
    Console.WriteLine("./dev bench NAME [ARGS] [--quick]");
    foreach (var known in benches)
        Console.WriteLine($"  {known.Name + " " + known.Usage, -24} {known.Summary}");
    return 0;
}

if (benches.Find(candidate => candidate.Name == words[0]) is not { } bench)
{
    Console.Error.WriteLine($"There is no benchmark {words[0]}; ./dev bench lists them.");
    return 2;
}

#if DEBUG
Console.Error.WriteLine("This is a debug build: figures are too low. Use -c Release.");
#endif
var run = new BenchRun(words[1..], args.Contains("--quick"), Console.Out);
var limit = run.IsQuick ? bench.QuickLimit : bench.Limit;
var version = typeof(Bench).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
run.Say(
    $"{bench.Name} · {version} · {RuntimeInformation.FrameworkDescription} · {RuntimeInformation.OSDescription} · {Environment.ProcessorCount} cores"
);
using var stop = new CancellationTokenSource(limit);
try
{
    // A benchmark that does not listen to the token is left behind after the limit: the process ends with it.
    await bench.Run(run, stop.Token).WaitAsync(limit + TimeSpan.FromSeconds(5));
    run.PrintFigures();
    return 0;
}
catch (BenchImpossible missing)
{
    Console.Error.WriteLine($"{bench.Name} cannot run here: {missing.Message}");
    return 3;
}
catch (Exception late) when (late is TimeoutException or OperationCanceledException)
{
    Console.Error.WriteLine($"{bench.Name} was stopped after its limit of {limit.TotalSeconds:F0} s.");
    return 4;
}
