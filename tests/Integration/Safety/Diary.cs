using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>Keeps every log line with its values and scopes, at Trace.</summary>
[ProviderAlias("Diary")]
internal sealed class Diary : ILoggerProvider
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Pen(categoryName, lines);

    public void Dispose() { }

    private sealed class Pen(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category}[{eventId.Id}] {formatter(state, exception)} {exception}");
    }
}
